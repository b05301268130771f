"""python -m evals: how good the answers are. Without a command: run all cases, report, and hold against the floors."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as ProgressBar

from assistant.service import open_assistant
from assistant.settings import WRITERS, AssistantSettings
from corpus.errors import KlimatError
from corpus.settings import load_settings
from evals import suite
from evals.ablation import ablate_cases, ablate_dataset, print_ablation
from evals.bench import run_bench
from evals.case_files import read_cases
from evals.cases import KINDS, SPLITS, sample
from evals.compare import compare
from evals.dataset_run import run_dataset
from evals.datasets import read_dataset
from evals.drafts import evaluate as evaluate_drafts
from evals.drafts import report as report_drafts
from evals.easy import measure, print_readability
from evals.errors import InvalidCase, NoBrowser
from evals.feedback import drafts, read_feedback
from evals.gate import read_floors
from evals.gold import locate_all
from evals.injection.attempts import read_attempts
from evals.injection.running import report as report_attempts
from evals.injection.running import run_attempts
from evals.judge import agreement, agreement_lines, disbelief, open_judge, read_judgements, support, support_lines
from evals.metrics.citations import supports
from evals.mutate import evaluate as try_mutants
from evals.mutate import report as report_mutants
from evals.pages import measure_pages
from evals.report.case_text import print_case
from evals.report.cost_text import print_benchmark, print_dataset, print_pages
from evals.report.text import print_comparison
from evals.run import try_case
from evals.runs import find_run, load_run
from evals.scale import print_scale, run_scale
from evals.surroundings import look_around
from evals.table_cases import evaluate as evaluate_tables
from evals.table_cases import report as report_tables
from evals.table_questions import table_cases
from ingest.pipeline import Progress

OUT = Path(".klimat")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives 0 when all went well, 1 when a floor was broken, 2 when nothing could be done."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = _parser().parse_args(given or ["run"])
    console = Console() if sys.stdout.isatty() else Console(width=140)
    try:
        status: int = options.command(options, console)
    except KlimatError as error:
        print(error, file=sys.stderr)
        return 2
    return status


def _run(options: argparse.Namespace, console: Console) -> int:
    settings = load_settings(AssistantSettings, index_dir=options.index, writer=options.writer)
    if options.dataset:
        with _progress_bar() as progress:
            found = run_dataset(read_dataset(options.dataset), settings, progress)
        print_dataset(console, found)
        return 0
    cases = [
        case
        for case in read_cases(options.cases or None)
        if options.kind in (None, case.kind) and options.split in (None, case.split)
    ]
    if options.sample:
        cases = sample(cases, options.sample)
    if not cases:
        raise InvalidCase("Det finns inga fall att köra. Lägg fall i evals/cases, eller välj bland dem som finns.")
    with closing(open_assistant(settings)) as assistant, _progress_bar() as progress:
        scorecard = suite.evaluate(
            assistant,
            cases,
            look_around(settings, assistant.status()),
            lambda done, total: progress("Frågar", done, total),
        )
    narrowed = bool(options.cases or options.kind or options.sample)
    floors = None if options.no_gate or narrowed else read_floors()
    return suite.conclude(scorecard, floors, options.out, console, whole=not (narrowed or options.split))


def _check(options: argparse.Namespace, console: Console) -> int:
    cases = read_cases(options.cases or None)
    with closing(open_assistant(load_settings(AssistantSettings, index_dir=options.index))) as assistant:
        locate_all(cases, assistant.document)
    for kind in KINDS:
        counts = [sum(case.kind == kind and case.split == split for case in cases) for split in SPLITS]
        console.print(f"{kind:>18}: {sum(counts)} fall, varav {counts[1]} provfrågor", highlight=False)
    console.print(f"Alla {len(cases)} fall går att läsa, och alla citat står i sina dokument.", highlight=False)
    return 0


def _compare(options: argparse.Namespace, console: Console) -> int:
    first, second = (load_run(find_run(options.out / suite.RUNS, name)) for name in (options.first, options.second))
    for split in SPLITS:
        if (comparison := compare(first, second, split)).pairs:
            print_comparison(console, comparison, split)
    return 0


def _show(options: argparse.Namespace, console: Console) -> int:
    case = next((case for case in read_cases(options.cases or None) if case.id == options.case), None)
    if case is None:
        raise InvalidCase(f"Det finns inget fall med id ”{options.case}”. Kontrollera stavningen i evals/cases.")
    if case.split == "test" and not options.test:
        raise InvalidCase(f"{case.id} är en provfråga, som utvecklingen inte ska se. Visa den ändå med --test.")
    with closing(open_assistant(load_settings(AssistantSettings, index_dir=options.index))) as assistant:
        gold = locate_all([case], assistant.document)
        print_case(console, case, try_case(assistant, case, gold[case.id]))
    return 0


def _bench(options: argparse.Namespace, console: Console) -> int:
    with _progress_bar() as progress:
        found = run_bench(options.passages, load_settings(AssistantSettings), progress)
    print_benchmark(console, found)
    try:
        print_pages(console, measure_pages(load_settings(AssistantSettings).index_dir))
    except NoBrowser as error:
        console.print(str(error), highlight=False)
    return 0


def _scale(options: argparse.Namespace, console: Console) -> int:
    with _progress_bar() as progress:
        found = run_scale(options.passages, load_settings(AssistantSettings), progress)
    print_scale(console, found)
    return 0


def _ablation(options: argparse.Namespace, console: Console) -> int:
    settings = load_settings(AssistantSettings, index_dir=options.index)
    with _progress_bar() as progress:
        if options.dataset:
            found = ablate_dataset(read_dataset(options.dataset), settings, progress)
        else:
            found = ablate_cases([case for case in read_cases() if case.split == "dev"], settings)
    print_ablation(console, found)
    return 0


def _tables(options: argparse.Namespace, console: Console) -> int:
    settings = load_settings(AssistantSettings, index_dir=options.index)
    with closing(open_assistant(settings)) as assistant:
        return report_tables(evaluate_tables(assistant.answer, table_cases(settings.sources_dir)), console)


def _injection(options: argparse.Namespace, console: Console) -> int:
    settings = load_settings(AssistantSettings, index_dir=options.index)
    return report_attempts(run_attempts(read_attempts(), settings), console)


def _easy(options: argparse.Namespace, console: Console) -> int:
    cases = [case for case in read_cases() if case.split == "dev"]
    with closing(open_assistant(load_settings(AssistantSettings, index_dir=options.index))) as assistant:
        print_readability(measure(assistant, cases), console)
    return 0


def _drafts(options: argparse.Namespace, console: Console) -> int:
    return report_drafts(evaluate_drafts(), console)


def _mutate(options: argparse.Namespace, console: Console) -> int:
    cases = [case for case in read_cases() if case.split == "dev"]
    settings = load_settings(AssistantSettings, index_dir=options.index)
    with closing(open_assistant(settings)) as assistant, _progress_bar() as progress:
        trial = try_mutants(assistant, cases, lambda done, total: progress("Frågar", done, total))
    return report_mutants(trial, console)


def _from_feedback(options: argparse.Namespace, console: Console) -> int:
    console.out(drafts(read_feedback(options.file)), end="", highlight=False)
    return 0


def _judge(options: argparse.Namespace, console: Console) -> int:
    judgements = read_judgements()
    if options.own:
        _print_lines(console, "Den egna regeln, utan språkmodell", agreement_lines(agreement(supports, judgements)))
        return 0
    with open_judge(options.url, options.model) as judge:
        found = agreement(judge, judgements)
        _print_lines(console, f"Domaren {judge.model}", agreement_lines(found))
        if not found.believed:
            console.print(disbelief(found), style="bold red", markup=False, highlight=False)
            return 1
        path = find_run(options.out / suite.RUNS, options.run)
        with _progress_bar() as progress:
            judged = support(judge, load_run(path), lambda done, total: progress("Bedömer", done, total))
        _print_lines(console, f"Svaren i {path}", support_lines(judged))
    return 0


def _print_lines(console: Console, title: str, lines: Sequence[str]) -> None:
    console.print("\n".join([f"{title}:", *(f"  {line}" for line in lines)]), markup=False, highlight=False)


@contextmanager
def _progress_bar() -> Iterator[Progress]:
    """A progress bar on standard error; silent when that is not a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with ProgressBar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)
        yield lambda activity, done, total: bar.update(task, description=activity, completed=done, total=total or None)


def _parser() -> argparse.ArgumentParser:
    index = argparse.ArgumentParser(add_help=False)
    index.add_argument("--index", type=Path, metavar="MAPP", help="indexets mapp (annars KLIMAT_INDEX_DIR)")
    common = argparse.ArgumentParser(add_help=False, parents=[index])
    common.add_argument("--cases", type=Path, action="append", metavar="FIL", help="fil med fall (annars evals/cases)")
    out = argparse.ArgumentParser(add_help=False)
    out.add_argument("--out", type=Path, default=OUT, metavar="MAPP", help="mapp för körningar och rapport (.klimat)")

    parser = argparse.ArgumentParser(prog="python -m evals", description="Prövar hur bra assistenten svarar.")
    commands = parser.add_subparsers(required=True, metavar="KOMMANDO")
    run = commands.add_parser("run", parents=[common, out], help="kör fallen, skriv rapporten och pröva gränserna")
    run.add_argument("--kind", choices=KINDS, metavar="SORT", help=f"bara en sorts fall: {', '.join(KINDS)}")
    run.add_argument("--split", choices=SPLITS, help="bara utvecklingsfrågor (dev) eller provfrågor (test)")
    run.add_argument("--writer", choices=WRITERS, help="vem som formulerar svaren (annars KLIMAT_WRITER)")
    run.add_argument("--sample", type=int, metavar="ANTAL", help="bara så många av fallen, alltid samma")
    run.add_argument("--no-gate", action="store_true", help="pröva inte gränserna i evals/floors.toml")
    run.add_argument("--dataset", type=Path, metavar="MAPP", help="sök i stället i en annan datamängd")
    run.set_defaults(command=_run)
    check = commands.add_parser("check", parents=[common], help="kontrollera fallen utan att ställa frågorna")
    check.set_defaults(command=_check)
    compared = commands.add_parser("compare", parents=[out], help="jämför två körningar")
    compared.add_argument("first", metavar="FÖRSTA", help="körningens fil, eller början av dess namn")
    compared.add_argument("second", metavar="ANDRA", help="körningens fil, eller början av dess namn")
    compared.set_defaults(command=_compare)
    show = commands.add_parser("show", parents=[common], help="visa ett fall bredvid assistentens svar")
    show.add_argument("case", metavar="FALL", help="fallets id")
    show.add_argument("--test", action="store_true", help="visa även en provfråga")
    show.set_defaults(command=_show)
    _add_measuring(commands, index)
    from_feedback = commands.add_parser("from-feedback", help="gör utkast till fall av tummen ner")
    from_feedback.add_argument("file", type=Path, metavar="FIL", help="återkoppling, en rad JSON för varje svar")
    from_feedback.set_defaults(command=_from_feedback)
    judge = commands.add_parser("judge", parents=[out], help="låt en språkmodell bedöma källornas stöd, om den duger")
    judged_by = judge.add_mutually_exclusive_group(required=True)
    judged_by.add_argument("url", nargs="?", metavar="URL", help="en OpenAI-kompatibel server, http://localhost:11434")
    judged_by.add_argument("--own", action="store_true", help="mät i stället den egna regeln, utan språkmodell")
    judge.add_argument("--run", default="", metavar="KÖRNING", help="vilken körning (annars den senaste)")
    judge.add_argument("--model", default="", metavar="NAMN", help="modellen (annars den enda som servern har)")
    judge.set_defaults(command=_judge)
    return parser


def _add_measuring(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], index: argparse.ArgumentParser
) -> None:
    """The commands that measure a part of the assistant, beside the cases."""
    bench = commands.add_parser("bench", help="mät inläsning, start, minne, svarstider och sidor")
    bench.add_argument("--passages", type=int, default=500, metavar="ANTAL", help="antal stycken (annars 500)")
    bench.set_defaults(command=_bench)
    scale = commands.add_parser("scale", help="mät sökning och inläsning med många stycken")
    scale.add_argument("--passages", type=int, default=100_000, metavar="ANTAL", help="antal stycken (annars 100 000)")
    scale.set_defaults(command=_scale)
    ablation = commands.add_parser("ablation", parents=[index], help="mät vad varje steg i sökningen tillför")
    ablation.add_argument("--dataset", type=Path, metavar="MAPP", help="i en annan datamängd än de egna fallen")
    ablation.set_defaults(command=_ablation)
    tables = commands.add_parser(
        "tables", parents=[index], help="ställ frågor över tabellerna, med facit räknat ur csv-filerna"
    )
    tables.set_defaults(command=_tables)
    drafted = commands.add_parser("drafts", help="mät hur väl åtaganden hittas i kontrakt")
    drafted.set_defaults(command=_drafts)
    easy = commands.add_parser("easy", parents=[index], help="mät hur mycket lättare de lättlästa svaren är att läsa")
    easy.set_defaults(command=_easy)
    injection = commands.add_parser("injection", parents=[index], help="försök kapa assistenten, i frågor och dokument")
    injection.set_defaults(command=_injection)
    mutate = commands.add_parser("mutate", parents=[index], help="pröva om fel i rätta svar upptäcks innan de visas")
    mutate.set_defaults(command=_mutate)


if __name__ == "__main__":
    sys.exit(main())
