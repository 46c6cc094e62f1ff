"""What operators copy is read here as their tools read it, and names only what exists."""

import re
import runpy
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

DEPLOY = settings.ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
HOME = "/srv/collectifs"
COMMAND = re.compile(r"manage\.py,? (\w+)")
HARDENED = ("NoNewPrivileges", "PrivateTmp", "ProtectHome", "PrivateDevices")


def unit(path: Path) -> ConfigParser:
    parser = ConfigParser(strict=False, interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path, encoding="utf-8")
    return parser


def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_has_its_parts(path: Path) -> None:
    read = unit(path)

    assert read["Unit"]["Description"].startswith("Collectifs: ")
    if path.suffix == ".timer":
        assert read["Timer"]["OnCalendar"]
        assert path.with_suffix(".service") in UNITS
        return
    assert read["Service"]["User"] == "collectifs"
    assert all(read["Service"][name] == "yes" for name in HARDENED)


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_systemd_accepts_a_unit(path: Path, tmp_path: Path) -> None:
    """Where the machine has systemd; verified in a folder that has the programs it names."""
    if not (analyze := shutil.which("systemd-analyze")):
        assert unit(path).sections()
        return
    text = path.read_text(encoding="utf-8").replace(HOME, str(settings.ROOT))
    name = path.name.replace("@", "@1")
    for other in UNITS:
        copied = other.read_text(encoding="utf-8").replace(HOME, str(settings.ROOT))
        (tmp_path / other.name.replace("@", "@1")).write_text(copied, encoding="utf-8")
    (tmp_path / name).write_text(text, encoding="utf-8")

    done = subprocess.run(
        [analyze, "verify", "--recursive-errors=no", "--man=no", str(tmp_path / name)],
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert str(tmp_path) not in done.stderr


def test_the_services_of_compose_stand_on_each_other() -> None:
    services = compose()["services"]

    assert set(services) == {"web", "worker", "tick", "migrate", "postgres", "redis"}
    for service in services.values():
        assert set(service.get("depends_on", {})) <= set(services)
        if "build" in service:
            assert (DEPLOY / service["build"]["context"] / "manage.py").exists()
            assert (settings.ROOT / service["build"]["dockerfile"]).exists()
    mounted = {each.split(":")[0] for one in services.values() for each in one.get("volumes", ())}
    assert mounted == set(compose()["volumes"])


def test_every_command_that_is_named_exists() -> None:
    written = [path.read_text(encoding="utf-8") for path in UNITS]
    written += [" ".join(each.get("command", ())) for each in compose()["services"].values()]
    named = {name for text in written for name in COMMAND.findall(text)}

    assert {"tick", "db_worker", "migrate", "backup"} <= named <= set(get_commands())


def test_what_is_due_is_done_by_one_process_that_is_started_again() -> None:
    tick, service = compose()["services"]["tick"], unit(DEPLOY / "systemd/collectifs-tick.service")

    assert tick["command"][-2:] == ["tick", "--each-minute"]
    assert (tick["restart"], tick["init"]) == ("unless-stopped", True)
    assert service["Service"]["ExecStart"].endswith("manage.py tick --each-minute")
    assert service["Service"]["Restart"] == "always"


def test_every_variable_of_the_settings_is_in_the_example() -> None:
    folder = settings.ROOT / "site/collectifs/settings"
    files = [folder / f"{name}.py" for name in ("base", "mail", "production")]
    files.append(DEPLOY / "gunicorn.conf.py")
    read = re.compile(r"(?:env(?:\.\w+)?|required|environ\.get)\(\s*\"([A-Z_]+)\"")
    used = {name for path in files for name in read.findall(path.read_text(encoding="utf-8"))}
    example = (settings.ROOT / ".env.example").read_text(encoding="utf-8")

    assert used - set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)) == set()


def test_gunicorn_shares_what_it_loads_and_logs_as_we_do() -> None:
    read = runpy.run_path(str(DEPLOY / "gunicorn.conf.py"))

    assert (read["preload_app"], read["workers"], read["wsgi_app"]) == (True, 2, "collectifs.wsgi")
    assert read["accesslog"] is None
    assert read["logconfig_dict"]["loggers"]["gunicorn.error"]["propagate"]


def test_nginx_of_debian_12_takes_the_site_and_compresses_pages(tmp_path: Path) -> None:
    """By nginx itself where the machine has it; what only later ones know is not there."""
    site = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")

    assert "gzip on;" in site
    assert "http2 on" not in site
    assert site.count("{") == site.count("}")
    if nginx := shutil.which("nginx"):
        whole = f"events {{}}\nhttp {{\n{with_a_certificate(site, tmp_path)}\n}}\n"
        config = tmp_path / "nginx.conf"
        config.write_text(whole, encoding="utf-8")
        subprocess.run([nginx, "-t", "-q", "-c", config], check=True)


def with_a_certificate(site: str, folder: Path) -> str:
    for name in ("certs/collectifs.pem", "private/collectifs.key"):
        site = site.replace(f"/etc/ssl/{name}", str(folder / Path(name).name))
    paths = ("-keyout", folder / "collectifs.key", "-out", folder / "collectifs.pem")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=test"]
    subprocess.run([*command, *paths], check=True, capture_output=True)
    return site
