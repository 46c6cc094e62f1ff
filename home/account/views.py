"""`/compte/`: who I am, who comes with me, where I am a member."""

from typing import cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commons.accounts import services
from commons.accounts.models import Household, Person, User
from commons.collectives.models import Membership
from commons.collectives.permissions import has_office
from commons.collectives.services import leave_collective
from commons.core.alphabet import by_name
from commons.core.locking import Busy
from commons.core.refusals import Refused
from farms.models import FarmMember
from home.account.forms import PersonForm, ProfileForm
from shop.order.withdrawal import orders_to_withdraw_from


def own_room(user: User) -> str:
    """Where somebody arrives by signing in: the office, else the farm's room, else the account.

    Persons of a farm enter the admin too, for its page and its pictures.
    """
    if has_office(user):
        return reverse("wagtailadmin_home")
    is_of_farm = FarmMember.objects.filter(user=user).exists()
    return reverse("producer:home" if is_of_farm else "home:account")


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """The account's page, every form of it filled with what is known."""
    return _page(request)


@login_required
@require_POST
def profile(request: HttpRequest) -> HttpResponse:
    """Change the name and the phone."""
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return _page(request, profile=form)
    try:
        services.change_profile(user=_user(request), **form.cleaned_data)
    except Busy as busy:
        form.add_error(None, str(busy))
        return _page(request, profile=form)
    messages.success(request, _("Your profile is saved."))
    return redirect("home:account")


@login_required
@require_POST
def add_person(request: HttpRequest) -> HttpResponse:
    """Add somebody without an account, who may collect the orders."""
    form = PersonForm(request.POST)
    if not form.is_valid():
        return _page(request, person=form)
    try:
        added = services.add_person(household=_household(request), **form.cleaned_data)
    except Busy as busy:
        form.add_error(None, str(busy))
        return _page(request, person=form)
    messages.success(request, _("%(name)s is in your household.") % {"name": added})
    return redirect("home:account")


@login_required
@require_POST
def remove_person(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Remove somebody without an account from my household."""
    person = get_object_or_404(Person, uid=uid, household=_household(request))
    try:
        services.remove_person(person=person)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s was removed.") % {"name": person})
    return redirect("home:account")


@login_required
@require_POST
def leave(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Leave a collective; orders and what is owed stay."""
    membership = get_object_or_404(
        Membership.objects.select_related("collective", "household"),
        uid=uid,
        household=_household(request),
    )
    collective, household = membership.collective, membership.household
    try:
        leave_collective(
            household=household, collective=collective, actor=_user(request), now=timezone.now()
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You have left %(name)s.") % {"name": collective})
    return redirect("home:account")


def _page(
    request: HttpRequest, profile: ProfileForm | None = None, person: PersonForm | None = None
) -> HttpResponse:
    user, household = _user(request), _household(request)
    persons = list(household.persons.order_by("pk"))
    mine = next(each for each in persons if each.user_id == user.pk)
    memberships = household.memberships.filter(state=Membership.State.ACTIVE)
    context: dict[str, object] = {
        "profile": profile or ProfileForm(initial=_initial(mine)),
        "person": person or PersonForm(),
        "others": [each for each in persons if each != mine],
        "memberships": memberships.select_related("collective").order_by(
            by_name("collective__name"), "pk"
        ),
        "to_withdraw_from": orders_to_withdraw_from(household, timezone.now()),
        "has_farm": FarmMember.objects.filter(user=user).exists(),
        "languages": [code for code, _name in settings.LANGUAGES],
        "language": get_language(),
    }
    return render(request, "home/account.html", context, status=422 if profile or person else 200)


def _initial(person: Person) -> dict[str, str]:
    return {
        "first_name": person.first_name,
        "last_name": person.last_name,
        "phone": person.phone,
    }


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)


def _household(request: HttpRequest) -> Household:
    return services.ensure_household(user=_user(request))
