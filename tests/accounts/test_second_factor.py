"""A second factor: set up, asked for, recovered, turned off, and enforced where a setting says so."""

import pytest
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.accounts.test_sign_in import sign_in

PAGE = "/accounts/second-factor/"
SET_UP = f"{PAGE}set-up/"
ENTER = "/accounts/login/code/"


def fresh(device):
    """The code of now, as if none had been used or failed yet."""
    TOTPDevice.objects.filter(pk=device.pk).update(last_t=-1, throttling_failure_count=0)
    return f"{totp(device.bin_key):06}"


@pytest.fixture
def device(client, curator):
    """The curator's app, set up; nobody is signed in."""
    client.force_login(curator)
    client.get(SET_UP)
    made = TOTPDevice.objects.get()
    response = client.post(SET_UP, {"code": fresh(made)})
    assert len(response.context["codes"]) == 10
    client.logout()
    made.refresh_from_db()
    return made


def test_it_is_off_until_a_code_proves_the_app(client, curator):
    client.force_login(curator)
    assert "It is off" in client.get(PAGE).content.decode()
    page = client.get(SET_UP)
    made = TOTPDevice.objects.get()
    assert page.context["secret"]
    assert client.get(f"{PAGE}picture.svg")["Content-Type"] == "image/svg+xml"
    assert "not the code of now" in client.post(SET_UP, {"code": "000000"}).content.decode()
    made.refresh_from_db()
    assert not made.confirmed
    client.post(SET_UP, {"code": fresh(made)})
    assert "10 recovery codes are left" in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}picture.svg").status_code == 404
    assert client.get(SET_UP).url == PAGE


def test_a_password_alone_signs_nobody_in(client, device):
    assert sign_in(client, "curator", next="/admin/advice/claim/").url == ENTER
    assert client.get("/admin/").status_code == 302
    assert client.get(PAGE).status_code == 302
    assert client.post(ENTER, {"code": "000000"}).status_code == 200
    assert client.get("/admin/").status_code == 302
    assert client.post(ENTER, {"code": fresh(device)}).url == "/admin/advice/claim/"
    assert client.get("/admin/").status_code == 200


def test_a_code_is_good_once(client, device):
    code = fresh(device)
    sign_in(client, "curator")
    assert client.post(ENTER, {"code": code}).status_code == 302
    client.logout()
    sign_in(client, "curator")
    assert client.post(ENTER, {"code": code}).status_code == 200


def test_a_recovery_code_is_good_once(client, device):
    code = StaticToken.objects.first().token
    for status in (302, 200):
        TOTPDevice.objects.update(throttling_failure_count=0)
        sign_in(client, "curator")
        assert client.post(ENTER, {"code": f" {code.upper()} "}).status_code == status
        client.logout()


def test_guessing_is_slowed_down(client, device, settings):
    settings.OTP_TOTP_THROTTLE_FACTOR = 3_600  # seconds; of one, a slow machine would not notice
    sign_in(client, "curator")
    client.post(ENTER, {"code": "000000"})
    code = f"{totp(device.bin_key):06}"
    assert client.post(ENTER, {"code": code}).status_code == 200


def test_the_second_step_needs_the_first(client, device):
    assert client.get(ENTER).url == "/accounts/login/"
    assert client.post(ENTER, {"code": fresh(device)}).url == "/accounts/login/"


def test_the_second_step_does_not_wait_for_ever(client, device, monkeypatch):
    sign_in(client, "curator")
    monkeypatch.setattr("advice.accounts.sign_in.PATIENCE", -1)
    sign_in(client, "curator")
    assert client.post(ENTER, {"code": fresh(device)}).url == "/accounts/login/"


def test_a_closed_account_does_not_pass_the_second_step(client, device, curator):
    sign_in(client, "curator")
    curator.is_active = False
    curator.save()
    assert client.post(ENTER, {"code": fresh(device)}).url == "/accounts/login/"


def test_turning_it_off_takes_a_code(client, device):
    sign_in(client, "curator")
    client.post(ENTER, {"code": fresh(device)})
    client.post(f"{PAGE}change/", {"code": "000000", "off": ""})
    assert TOTPDevice.objects.exists()
    client.post(f"{PAGE}change/", {"code": fresh(device), "off": ""})
    assert not TOTPDevice.objects.exists()
    assert not StaticToken.objects.exists()
    client.logout()
    assert sign_in(client, "curator").url == "/admin/"


def test_new_recovery_codes_replace_the_old(client, device):
    old = set(StaticToken.objects.values_list("token", flat=True))
    sign_in(client, "curator")
    client.post(ENTER, {"code": fresh(device)})
    response = client.post(f"{PAGE}change/", {"code": fresh(device), "codes": ""})
    assert len(response.context["codes"]) == 10
    assert not old & set(StaticToken.objects.values_list("token", flat=True))


def test_a_setting_enforces_it_in_the_admin(client, curator, settings):
    settings.TWO_FACTOR = True
    sign_in(client, "curator")
    response = client.get("/admin/", follow=True)
    assert response.request["PATH_INFO"] == PAGE
    assert "Curators need a second factor" in response.content.decode()
    client.get(SET_UP)
    client.post(SET_UP, {"code": fresh(TOTPDevice.objects.get())})
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("code", ["", "zzz", "9" * 5_000, "１２３４５６", "-1", "1e5", " "])
def test_odd_codes_are_no_error(client, device, code):
    sign_in(client, "curator")
    assert client.post(ENTER, {"code": code}).status_code == 200
    client.force_login(device.user)
    assert client.post(f"{PAGE}change/", {"code": code, "off": ""}).status_code == 302
    assert TOTPDevice.objects.exists()


def test_a_stranger_sees_none_of_it(client, db):
    for page in (PAGE, SET_UP, f"{PAGE}picture.svg", f"{PAGE}change/"):
        assert client.get(page).url.startswith("/accounts/login/")


def test_an_administrator_reads_no_key_and_no_recovery_code(client, admin_user):
    device = TOTPDevice.objects.create(user=admin_user, name="phone")
    codes = StaticDevice.objects.create(user=admin_user, name="codes")
    codes.token_set.create(token="recover-me")
    client.force_login(admin_user)
    for record, secret in ((device, device.key), (codes, "recover-me")):
        page = client.get(f"/admin/{record._meta.app_label}/{record._meta.model_name}/{record.pk}/change/")
        assert page.status_code == 200
        assert secret not in page.content.decode()
