"""Below `/compte/`, before allauth's addresses: ours take the place of three of them.

No `app_name`: allauth reverses its own bare names.
"""

from django.urls import path

from commons.accounts import code_views, views

urlpatterns = [
    path(
        "login/code/confirm/",
        code_views.ConfirmLoginCode.as_view(),
        name="account_confirm_login_code",
    ),
    path(
        "confirm-email/",
        code_views.ConfirmEmailCode.as_view(),
        name="account_email_verification_sent",
    ),
    path("signup/", views.SignUp.as_view(), name="account_signup"),
    path("langue/", views.language, name="account_language"),
]
