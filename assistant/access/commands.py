"""python -m assistant users add | remove | list: who may sign in."""

from __future__ import annotations

import argparse
import sys
from getpass import getpass

from assistant import texts
from assistant.access.users import ROLES, InvalidUser, Users
from assistant.settings import AssistantSettings


def add_users_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    users = commands.add_parser("users", help="lägg upp, ta bort och visa dem som får logga in")
    actions = users.add_subparsers(required=True, metavar="VAD")
    add = actions.add_parser("add", help="lägg upp en användare, eller byt roll och lösenord på en som finns")
    add.add_argument("name", metavar="NAMN", help="användarnamnet")
    add.add_argument("--role", choices=ROLES, default="staff", help="admin får också godkänna utkast och ladda upp")
    add.set_defaults(run=_add)
    remove = actions.add_parser("remove", help="ta bort en användare")
    remove.add_argument("name", metavar="NAMN", help="användarnamnet")
    remove.set_defaults(run=_remove)
    actions.add_parser("list", help="visa användarna").set_defaults(run=_list)


def _add(options: argparse.Namespace, settings: AssistantSettings, _open: object) -> int:
    password = _asked(texts.ASK_PASSWORD)
    if sys.stdin.isatty() and _asked(texts.ASK_PASSWORD_AGAIN) != password:
        raise InvalidUser(texts.PASSWORDS_DIFFER)
    Users(settings.users_file).add(options.name, options.role, password)
    sys.stdout.write(f"{texts.USER_ADDED.format(name=options.name, role=options.role)}\n")
    return 0


def _remove(options: argparse.Namespace, settings: AssistantSettings, _open: object) -> int:
    Users(settings.users_file).remove(options.name)
    sys.stdout.write(f"{texts.USER_REMOVED.format(name=options.name)}\n")
    return 0


def _list(_options: argparse.Namespace, settings: AssistantSettings, _open: object) -> int:
    users = Users(settings.users_file).all()
    lines = [f"{user.name}  {user.role}" for user in users] or [texts.NO_USERS]
    sys.stdout.write("\n".join([*lines, ""]))
    return 0


def _asked(prompt: str) -> str:
    """A password that a person types without seeing it, or the next line of what is piped in."""
    return getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
