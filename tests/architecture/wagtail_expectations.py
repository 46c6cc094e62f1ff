"""Who gets into which screen of Wagtail's own, and what its forms are sent.

Its screens are named by the full name of their address, or by their route where they have none. One
that stands nowhere here fails.
"""

from collections.abc import Mapping

WRITERS = ("manager_a", "editor_a", "manager_b", "network_editor", "producer")
IN_ADMIN = (*WRITERS, "network_admin")

OF_A_MODEL = (
    *("index", "index_results", "add", "edit", "delete", "history", "history_results", "usage"),
)

EVERYBODY_INSIDE = {
    "wagtailadmin_home",
    "gestion/test404/",
    # Lists of what the person may see: nothing, for the cast.
    "wagtailadmin_api:pages:listing",
    "wagtailadmin_api:documents:listing",
    "wagtailadmin_api:images:listing",
    "wagtaildocs_chooser:choose",
    "wagtaildocs_chooser:choose_results",
    "wagtaildocs_chooser:chosen_multiple",
    "wagtailimages_chooser:choose",
    "wagtailimages_chooser:choose_results",
    "wagtailimages_chooser:chosen_multiple",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:site_history_results",
    # Links to pages that are online.
    "wagtailadmin_choose_page",
    "wagtailadmin_choose_page_child",
    "wagtailadmin_choose_page_search",
    "wagtailadmin_choose_page_chosen_multiple",
    "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_email_link",
    "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_choose_page_anchor_link",
    "wagtailadmin_pages:confirm_workflow_cancellation",
    "wagtailadmin_pages:revisions_index",
    # The places of the collectives that they write for.
    *("place_chooser:choose", "place_chooser:choose_results", "place_chooser:chosen_multiple"),
    # One's own.
    "wagtailadmin_account",
    "wagtailadmin_dismissibles",
    "wagtailadmin_editing_sessions:release",
}
"""Whoever enters the admin gets these; the test reads what they say."""

WRITERS_INSIDE = {
    # What of pages and files the person works on: nothing of others'.
    "wagtailadmin_explore_root",
    "wagtailadmin_explore",
    "wagtailadmin_explore_results",
    "wagtailadmin_pages:type_use",
    "wagtailadmin_pages:choose_parent",
    "wagtailadmin_pages:type_use_results",
    "wagtailadmin_pages:search",
    "wagtailadmin_pages:search_results",
    "wagtailadmin_reports:locked_pages",
    "wagtailadmin_reports:locked_pages_results",
    "wagtailadmin_reports:workflow",
    "wagtailadmin_reports:workflow_results",
    "wagtailadmin_reports:workflow_tasks",
    "wagtailadmin_reports:workflow_tasks_results",
    "wagtailadmin_reports:aging_pages",
    "wagtailadmin_reports:aging_pages_results",
    "wagtaildocs:index",
    "wagtaildocs:index_results",
    "wagtaildocs:add",
    "wagtaildocs:add_multiple",
    "wagtailimages:index",
    "wagtailimages:index_results",
    "wagtailimages:add",
    "wagtailimages:add_multiple",
    "wagtaildocs_chooser:create",
    "wagtailimages_chooser:create",
}
"""For whoever writes pages, each with their own; the test reads what they say."""

OF_WRITERS_OF_B = {
    "wagtailadmin_api:pages:detail",
    "wagtailadmin_api:images:detail",
    "wagtailadmin_api:documents:detail",
    "wagtailadmin_pages:add",
    "wagtailadmin_pages:add_subpage",
    "wagtailadmin_pages:preview_on_add",
    "wagtailadmin_pages:usage",
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:preview_on_edit",
    "wagtailadmin_pages:view_draft",
    "wagtailadmin_pages:delete",
    "wagtailadmin_pages:move",
    "wagtailadmin_pages:move_confirm",
    "wagtailadmin_pages:set_page_position",
    "wagtailadmin_pages:copy",
    "wagtailadmin_pages:set_privacy",
    "wagtailadmin_pages:lock",
    "wagtailadmin_pages:revisions_compare",
    "wagtailadmin_pages:revisions_view",
    "wagtailadmin_pages:revisions_revert",
    "wagtailadmin_pages:revisions_unschedule",
    "wagtailadmin_pages:workflow_history",
    "wagtailadmin_pages:workflow_history_detail",
    "wagtailadmin_pages:history",
    "wagtailadmin_pages:history_results",
    # Its task waits for them.
    "wagtailadmin_pages:workflow_action",
    "wagtailadmin_pages:collect_workflow_action_data",
    "wagtailadmin_pages:workflow_preview",
    "wagtailadmin_editing_sessions:ping",
    "wagtailimages:edit",
    "wagtailimages:delete",
    "wagtailimages:image_usage",
    "wagtailimages:edit_multiple",
    "wagtailimages:delete_multiple",
    "wagtailimages_chooser:chosen",
    "wagtailimages_chooser:select_format",
    *("wagtaildocs:edit", "wagtaildocs:delete", "wagtaildocs:document_usage"),
    *("wagtaildocs:edit_multiple", "wagtaildocs:delete_multiple", "wagtaildocs_chooser:chosen"),
    "place_chooser:chosen",
}
"""A page, a picture and a document of collective B, which the values name: for who writes there."""

OF_ADMINISTRATOR = {
    "wagtailadmin_collections:index",
    "wagtailadmin_collections:add",
    "wagtailadmin_collections:edit",
    "wagtailadmin_collections:delete",
    "wagtailadmin_collections:set_privacy",
    *(
        f"wagtailadmin_workflows:{name}"
        for name in (
            *("index", "index_results", "add", "enable", "disable", "edit", "remove"),
            *("add_task", "select_task_type", "task_index", "task_index_results", "edit_task"),
            *("disable_task", "enable_task", "task_chooser", "task_chooser_results"),
            *("task_chooser_create", "task_chosen"),
        )
    ),
    *(
        f"wagtailredirects:{name}"
        for name in ("index", "index_results", "add", "edit", "delete", "start_import")
    ),
    "wagtailusers_users:index",
    "wagtailusers_users:index_results",
}
"""For the network's administrator alone."""

NOBODYS = {
    *("wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete"),
    # What the values name is not of a kind that the screen shows, or is nobody's.
    "wagtailadmin_api:pages:find",
    *("wagtailadmin_api:pages:action", "wagtailadmin_api:documents:find"),
    *("wagtailadmin_api:images:find", "wagtail_bulk_action"),
    "wagtailadmin_block_preview",
    *("wagtailadmin_reports:page_types_usage", "wagtailadmin_reports:page_types_usage_results"),
    # The page is a draft, no alias, and locked by nobody.
    *(f"wagtailadmin_pages:{name}" for name in ("unpublish", "convert_alias", "unlock")),
    # What another sends is kept for them until it is described.
    *("wagtailimages:create_multiple_from_uploaded_image", "wagtailimages:delete_upload_multiple"),
    "wagtaildocs:create_multiple_from_uploaded_document",
    "wagtaildocs:delete_upload_multiple",
    "wagtailsnippets:index",
    *("wagtailsettings:edit", "wagtailsettings:preview_on_edit"),
    # Nobody is changed there: who may change an e-mail address may sign in as its owner.
    *("wagtailusers_users:add", "wagtailusers_users:edit", "wagtailusers_users:delete"),
    *("wagtailusers_users:copy", "wagtailusers_users:usage", "wagtailusers_users:history"),
    "wagtailusers_users:history_results",
    # Their pages are changed by nobody.
    *("wagtailadmin_workflows:usage", "wagtailadmin_workflows:usage_results"),
    # Asks for what the administrator's form before it has signed.
    "wagtailredirects:process_import",
    # Groups follow the roles, and there is one site.
    *(f"wagtailusers_groups:{name}" for name in OF_A_MODEL),
    *(f"wagtailsites:{name}" for name in (*OF_A_MODEL, "copy")),
    # Not offered.
    *("wagtailimages:url_generator", "wagtailimages:url_generator_output", "wagtailimages:preview"),
    *("wagtailembeds:chooser", "wagtailembeds:chooser_upload", "wagtailadmin_error_test"),
    *("wagtailadmin_password_reset", "wagtailadmin_password_reset_done"),
    *("wagtailadmin_password_reset_confirm", "wagtailadmin_password_reset_complete"),
    "gestion/^.*/$",
}

FORMS: Mapping[str, Mapping[str, str]] = {
    "wagtailadmin_collections:add": {"name": "Affiches"},
    "wagtailadmin_collections:edit": {"name": "Affiches"},
    "wagtailadmin_choose_page_external_link": {
        "external-link-chooser-url": "https://sillon.example/"
    },
    "wagtailadmin_choose_page_email_link": {
        "email-link-chooser-email_address": "bureau@sillon.example"
    },
    "wagtailadmin_choose_page_phone_link": {"phone-link-chooser-phone_number": "0612345678"},
    "wagtailadmin_choose_page_anchor_link": {"anchor-link-chooser-url": "haut"},
    "wagtailredirects:add": {"old_path": "/ancien", "redirect_link": "/nouveau"},
    "wagtailredirects:edit": {"old_path": "/ancien", "redirect_link": "/nouveau"},
    "wagtailadmin_account": {"name_email-first_name": "Ida", "name_email-last_name": "Paul"},
    "wagtailusers_users:add": {"email": "ida@sillon.example", "first_name": "Ida"},
    "wagtailusers_users:edit": {"email": "ida@sillon.example", "is_superuser": "on"},
    "wagtailusers_groups:add": {"name": "Intrus"},
    "wagtailusers_groups:edit": {"name": "Intrus"},
    "wagtailsites:add": {"hostname": "sillon.example", "port": "80", "root_page": "2"},
    "wagtailadmin_pages:edit": {"title": "Intrus", "slug": "intrus", "action-publish": "1"},
    "wagtailadmin_pages:copy": {
        **{"new_title": "Intrus", "new_slug": "intrus", "new_parent_page": "{own_parent}"},
    },
    "wagtailimages:edit": {"title": "Intrus"},
    "wagtaildocs:edit": {"title": "Intrus"},
    "wagtailadmin_workflows:add": {"name": "Intrus"},
}
"""What is sent where the address takes a form; nothing to the others."""
