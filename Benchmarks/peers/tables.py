"""tables.py RESULTS.json: the figures of a run as tables in Markdown."""

import json
import sys

GOAL = 0.6


def row(cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |")


def header(cells):
    row(cells)
    row(["---"] * len(cells))


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def indexing(results):
    print(f"\n### Indexing\n\nText: {results['corpus']['text']:.0f} MB in {results['corpus']['documents']:,} documents.\n")
    header(["indexer", "MB/s of text", "s, median (min..max)", "s of processors", "peak MB", "index MB"])
    for name, found in results["index"].items():
        least, most = found.get("wall_mm", [found["wall"]] * 2)
        speed = results["corpus"]["text"] / found["wall"] if "optimize" not in name else 0
        row(
            [
                name,
                number(speed) if speed else "",
                f"{found['wall']:.1f} ({least:.1f}..{most:.1f})",
                number(found["processor"]),
                number(found["memory"]),
                number(found["size"]),
            ]
        )


def pages(results):
    if not results["pages"]:
        return
    print("\n### Folders of HTML files\n")
    header(["indexer", "files/s", "s, median (min..max)", "s of processors", "peak MB", "index MB"])
    for name, found in results["pages"].items():
        least, most = found["wall_mm"]
        times = f"{found['wall']:.1f} ({least:.1f}..{most:.1f})"
        numbers = [number(found[part]) for part in ("processor", "memory", "size")]
        row([name, number(found["files"] / found["wall"]), times, *numbers])


def queries(mode, engines):
    peers = [name for name in engines if not name.startswith("hzsearch")]
    title = "The best ten" if mode == "top10" else "Counting"
    print(f"\n### {title}: µs, p50 / p99 (p50 least..most of the passes)\n")
    header(["set", *engines, "ours : best peer, p50", "p99", "goal"])
    for name, ours in engines["hzsearch"].items():
        cells = [name]
        for found in engines.values():
            if name not in found:
                cells.append("-")
                continue
            times = found[name]
            least, most = times["p50_mm"]
            cells.append(f"{number(times['p50'])} / {number(times['p99'])} ({number(least)}..{number(most)})")
        ratios = []
        for part in ("p50", "p99"):
            best = min((engines[peer][name][part] for peer in peers if name in engines[peer]), default=0)
            ratios.append(ours[part] / best if best else 0)
        met = "met" if max(ratios) <= GOAL else "missed"
        row([*cells, *(f"{ratio:.2f}" for ratio in ratios), met])


def matches(engines):
    print("\n### Matches in all queries of a set\n")
    header(["set", *engines])
    for name in engines["hzsearch"]:
        row([name, *(f"{found[name]['matches']:,}" if name in found else "-" for found in engines.values())])


def print_tables(results):
    machine = results["machine"]
    print(f"Machine: {machine['processor']}, {machine['cores']} cores, {machine['system']}.")
    if results["index"]:
        indexing(results)
    pages(results)
    for mode, engines in results["query"].items():
        queries(mode, engines)
    matches(results["query"]["count"])


if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        print_tables(json.load(file))
