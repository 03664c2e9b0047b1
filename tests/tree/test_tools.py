"""The servers that the other tests lean on really start and stop."""

import smtplib
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests import chromium, postgres, smtp

pytestmark = pytest.mark.tree


def test_postgres_leaves_nothing_behind() -> None:
    if postgres.find_programs() is None:
        pytest.skip("PostgreSQL is not installed; on Debian: sudo apt-get install postgresql")
    with postgres.running_cluster() as cluster:
        assert Path(cluster.environment()["THANTHIEN_DB_HOST"]).is_dir()
    assert not cluster.folder.exists()


def test_mail_arrives_whole_or_is_refused(smtp_server: smtp.Server) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "motcua@xa.invalid", "dan@xa.invalid", "Hồ sơ đã nhận"
    mail.set_content("Kính gửi ông Nguyễn Văn Ơn")
    with smtplib.SMTP("127.0.0.1", smtp_server.port) as client:
        client.send_message(mail)
        smtp_server.refuse(True)
        with pytest.raises(smtplib.SMTPDataError):
            client.send_message(mail)
    received = smtp_server.messages()
    assert [str(message["Subject"]) for message in received] == ["Hồ sơ đã nhận"]


@pytest.mark.browser
def test_axe_finds_a_planted_fault(page: Page) -> None:
    page.set_content("<html lang=vi><title>t</title><main><h1>t</h1><img src=x.png></main>")
    assert [finding.split(" ")[0] for finding in chromium.axe_findings(page)] == ["image-alt"]


@pytest.mark.browser
def test_overflow_is_seen(phone: Page) -> None:
    phone.set_content("<html lang=vi><title>t</title><div style='width:500px'>x</div>")
    assert chromium.overflow(phone) >= 140
