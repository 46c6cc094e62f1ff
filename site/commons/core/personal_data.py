"""What this app holds of a person: mails, acts, pictures. `accounts` registers it."""

from commons.core.models import AuditEntry, CollectifsDocument, CollectifsImage, OutboxMail

COVERS = {
    *(f"core.OutboxMail.{name}" for name in ("to", "reply_to", "subject", "text", "html")),
    *("core.OutboxMail.facts", "core.OutboxMail.key", "core.OutboxMail.sender"),
    *("core.OutboxAttachment.name", "core.OutboxAttachment.content"),
}
DONE = (OutboxMail.State.SENT, OutboxMail.State.FAILED, OutboxMail.State.REFUSED)


def export(*, email: str, user: int) -> dict[str, object]:
    """Mails to the person, what they did, and what they put on the platform."""
    mails = OutboxMail.objects.filter(to=email).order_by("created_at", "pk")
    acts = AuditEntry.objects.filter(actor=user).order_by("at", "pk")
    images = CollectifsImage.objects.filter(uploaded_by_user=user)
    documents = CollectifsDocument.objects.filter(uploaded_by_user=user)
    return {
        "mails": list(mails.values("created_at", "sent_at", "subject", "text")),
        "acts": list(acts.values("at", "action", "target_type", "target_uid")),
        "pictures": list(images.values("title", "created_at")),
        "documents": list(documents.values("title", "created_at")),
    }


def erase(*, email: str) -> None:
    """Mails to the person, and those of theirs that have gone; what waits goes without an answer.

    Mails to farms and managers that name the person go by themselves, `MAILS_KEPT` after they went.
    """
    OutboxMail.objects.filter(to=email).delete()
    OutboxMail.objects.filter(reply_to=email, state__in=DONE).delete()
    OutboxMail.objects.filter(reply_to=email).update(reply_to="")
