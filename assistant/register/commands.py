"""python -m assistant commitments | actions | emissions | followup: the register on the command line."""

from __future__ import annotations

import argparse
from functools import partial

from assistant.register.lookup import ActionLookup, CommitmentLookup, EmissionLookup, Lookup
from assistant.settings import AssistantSettings

_COMMANDS: dict[str, tuple[type[Lookup], str]] = {
    "commitments": (CommitmentLookup, "sök åtaganden i registret"),
    "actions": (ActionLookup, "sök åtgärder i registret"),
    "emissions": (EmissionLookup, "sök utsläpp i registret"),
}


def add_register_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    """Add the commands to the command line."""
    for name, (kind, summary) in _COMMANDS.items():
        command = commands.add_parser(name, parents=[common], help=summary)
        for field, details in kind.model_fields.items():
            command.add_argument(
                _option(field), dest=field, metavar="VÄRDE", help=_help(field, details.description or "")
            )
        forms = command.add_mutually_exclusive_group()
        forms.add_argument("--json", action="store_true", help="svara med JSON")
        forms.add_argument("--csv", metavar="FIL", help="skriv alla träffar till en CSV-fil; - är standard ut")
        forms.add_argument("--xlsx", metavar="FIL", help="skriv alla träffar till en Excel-fil; - är standard ut")
        command.set_defaults(run=partial(_look_up, kind))
    followup = commands.add_parser("followup", parents=[common], help="visa vad som behöver följas upp")
    followup.add_argument("--json", action="store_true", help="svara med JSON")
    followup.set_defaults(run=_follow_up)


def _look_up(kind: type[Lookup], options: argparse.Namespace, settings: AssistantSettings, _open: object) -> int:
    from assistant.register.output import print_rows

    return print_rows(kind, options, settings)


def _follow_up(options: argparse.Namespace, settings: AssistantSettings, _open: object) -> int:
    from assistant.register.output import print_followup

    return print_followup(options, settings)


def _option(field: str) -> str:
    return f"--{field.replace('_', '-')}"


def _help(field: str, description: str) -> str:
    # argparse takes a value that begins with a hyphen for an option, unless it is written together with its own.
    return f"{description} Skriv --sort=-due." if field == "sort" else description
