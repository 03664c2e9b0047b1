"""Catalogue, dossiers and the desk."""

from django.apps import AppConfig


class OnestopConfig(AppConfig):
    """The one-stop shop."""

    name = "thanthien.onestop"
    label = "onestop"

    def ready(self) -> None:
        from thanthien.core import facts, jobs
        from thanthien.onestop import other_dates, tickets_following
        from thanthien.onestop import reorganised_lines as lines
        from thanthien.onestop.commands import first_reply, redating, reorganised_people
        from thanthien.onestop.commands import reorganised as carry
        from thanthien.org import service as org

        jobs.register(redating.JOB, "thanthien.ops.redating.redate_job")
        facts.on(org.CalendarMoved, redating.calendar_moved)
        other_dates.follow("first_reply", first_reply.first_replies, first_reply.move_first_reply)
        jobs.register("intake.load", "thanthien.onestop.commands.intake_sheets.load_sheet")
        jobs.register("office.file", "thanthien.onestop.office_file_job.make_job", seconds=1800)

        right = "reorganisation.allot"
        org.follows("dossier", lines.dossiers, carry.dossiers, late=carry.dossiers, owned=lines.owned, right=right)
        org.follows("intake", lines.intake, carry.intake, late=carry.intake)
        people = reorganised_people.organisations
        org.follows("organisations", lines.organisations, people, late=people)
        org.follows("bookings", lines.bookings, org.nothing_moves)
        org.follows("catalogue", lines.catalogue, carry.catalogue)
        org.follows("tickets", tickets_following.lines, org.nothing_moves)
