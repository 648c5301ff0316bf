"""``flask curation analyse``: what a file of scores says, and what a bad one is told."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from curation import score_files

ROUND = "curator,entry,score\nA,x,60\nA,y,70\nB,x,80\nB,z,72\n"


def run(app: Flask, path: Path, *options: str) -> tuple[int, str, str]:
    result = app.test_cli_runner().invoke(args=["curation", "analyse", str(path), *options])
    return result.exit_code, result.stdout, result.stderr


def analysed(app: Flask, folder: Path, text: str | bytes) -> dict[str, Any]:
    path = folder / "scores.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    code, out, err = run(app, path, "--json")
    assert (code, err) == (0, "")
    answer: dict[str, Any] = json.loads(out)
    return answer


def refusal(app: Flask, folder: Path, text: str | bytes) -> str:
    path = folder / "scores.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    code, out, err = run(app, path, "--json")
    assert (code, out) == (1, "")
    return err.removeprefix("Error: ").strip()


def test_analyse_prints_one_object_with_alpha_entries_and_curators(
    app: Flask, tmp_path: Path
) -> None:
    answer = analysed(app, tmp_path, ROUND)
    assert set(answer["alpha"]) == {"nominal", "ordinal", "interval", "ratio"}
    # A and B share x only: surprise -10 and 10, so (½ + ½ + λ) a = -10.
    offset = 10 / (1 + answer["shrinkage"])
    assert [
        (c["curator"], c["sheets"], c["shared"], c["component"]) for c in answer["curators"]
    ] == [("A", 2, 1, 1), ("B", 2, 1, 1)]
    assert [c["offset"] for c in answer["curators"]] == pytest.approx([-offset, offset])
    entries = {e["entry"]: e for e in answer["entries"]}
    assert [e["entry"] for e in answer["entries"]] == ["y", "x", "z"]
    assert [e["rank"] for e in answer["entries"]] == [1, 2, 3]
    assert {key: e["raw"] for key, e in entries.items()} == {"x": 70, "y": 70, "z": 72}
    assert entries["y"]["adjusted"] == pytest.approx(70 + offset)
    assert entries["z"]["adjusted"] == pytest.approx(72 - offset)
    assert (entries["x"]["sheets"], entries["x"]["component"], answer["components"]) == (2, 1, 1)


def test_analyse_gives_the_published_alphas(app: Flask, tmp_path: Path) -> None:
    # Krippendorff (2011), section C: four observers, twelve units, missing data.
    observers = ["1233214 12...", "123322412 5.3", ".33323422 51.", "123324412 51."]
    lines = ["curator,entry,score"]
    for observer, marks in enumerate(observers):
        cells = marks.replace(" ", "")
        lines += [f"{observer},{unit},{m}" for unit, m in enumerate(cells) if m != "."]
    alpha = analysed(app, tmp_path, "\n".join(lines))["alpha"]
    assert {metric: round(value, 3) for metric, value in alpha.items()} == {
        "nominal": 0.743,
        "ordinal": 0.815,
        "interval": 0.849,
        "ratio": 0.797,
    }


def test_analyse_says_why_alpha_is_undefined(app: Flask, tmp_path: Path) -> None:
    answer = analysed(app, tmp_path, "curator,entry,score\nA,x,1\nA,y,2\n")
    assert set(answer["alpha"].values()) == {None}
    assert {why["code"] for why in answer["alpha_reasons"].values()} == {"no_pairs"}
    answer = analysed(app, tmp_path, "curator,entry,score\nA,x,5\nB,x,5\n")
    assert {why["code"] for why in answer["alpha_reasons"].values()} == {"no_variation"}
    answer = analysed(app, tmp_path, "curator,entry,score\nA,x,-5\nB,x,5\nA,y,1\n")
    assert answer["alpha_reasons"]["ratio"]["code"] == "negative_values"
    assert answer["alpha"]["interval"] == 0.0


def test_analyse_weighs_criteria(app: Flask, tmp_path: Path) -> None:
    text = "curator,entry,score,criterion,weight\nA,x,4,taste,3\nA,x,2,look,1\nA,y,5,taste,3\n"
    answer = analysed(app, tmp_path, text)
    assert {e["entry"]: (e["raw"], e["sheets"]) for e in answer["entries"]} == {
        "x": (3.5, 1),
        "y": (5.0, 1),
    }
    unweighted = "curator,entry,score,criterion\nA,x,4,taste\nA,x,2,look\n"
    assert analysed(app, tmp_path, unweighted)["entries"][0]["raw"] == 3.0


def test_analyse_breaks_a_tie_by_the_heaviest_criterion(app: Flask, tmp_path: Path) -> None:
    text = (
        "curator,entry,score,criterion,weight\n"
        "A,x,2,taste,3\nA,x,5,look,2\nA,y,4,taste,3\nA,y,2,look,2\n"
    )
    answer = analysed(app, tmp_path, text.replace("A,x,5", "A,x,5"))
    assert [(e["entry"], e["raw"], e["rank"]) for e in answer["entries"]] == [
        ("y", 3.2, 1),
        ("x", 3.2, 2),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + ROUND,
        ROUND.replace(",", ";"),
        ROUND.replace(",", "\t"),
        ROUND.replace(",", ";").replace("60", "60,0"),
        ROUND.replace("\n", "\r\n"),
        ROUND.replace("\n", "\n\n"),
        "score,note,Entry , CURATOR\n60,,x,A\n70,,y,A\n80,,x,B\n72,,z,B",
        "curator,entry,score\nB,z,72\nA,y,70\nB,x,80\nA,x,60",
    ],
    ids=["bom", "semicolons", "tabs", "decimal comma", "crlf", "blank lines", "columns", "order"],
)
def test_analyse_reads_what_spreadsheet_programs_write(
    app: Flask, tmp_path: Path, text: str
) -> None:
    assert analysed(app, tmp_path, text) == analysed(app, tmp_path, ROUND)


HEAD = "curator,entry,score\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Berkas ini kosong: belum ada satu baris nilai pun."),
        (HEAD, "Berkas ini kosong: belum ada satu baris nilai pun."),
        (
            "curator,score\nA,1\n",
            (
                "Kolom entry tidak ada. Judul kolomnya: curator,entry,score "
                "dan, bila perlu, criterion,weight."
            ),
        ),
        ("curator,entry,score,score\nA,x,1,2\n", "Kolom score ada dua kali."),
        (HEAD + "A,x,good\n", "Baris 2: “good” di kolom score bukan angka."),
        (HEAD + "A,x,nan\n", "Baris 2: “nan” di kolom score bukan angka."),
        (HEAD + "A,x,inf\n", "Baris 2: “inf” di kolom score bukan angka."),
        (HEAD + "A,x,1e300\n", "Baris 2: angka di kolom score terlalu besar."),
        (HEAD + "A,x,1\n\nA,,2\n", "Baris 4: kolom entry kosong."),
        (HEAD + "A,x\n", "Baris 2: kolom score kosong."),
        (HEAD + "A,x,1\nB,x,2\nA,x,3\n", "Baris 4: A sudah menilai x."),
        (
            "curator,entry,score,criterion\nA,x,1,taste\nA,x,2,taste\n",
            "Baris 3: A sudah menilai taste untuk x.",
        ),
        (
            "curator,entry,score,criterion,weight\nA,x,1,taste,-1\n",
            "Baris 2: bobot tidak boleh di bawah nol.",
        ),
        (
            "curator,entry,score,criterion,weight\nA,x,1,taste,0\n",
            "Baris 2: semua bobot lembar nilai ini nol.",
        ),
        (
            b"PK\x03\x04\x14\x00\x00",
            "Berkas ini bukan CSV. Simpan sebagai CSV (UTF-8), lalu coba lagi.",
        ),
        (b"\xff\xfec\x00", "Berkas ini bukan CSV. Simpan sebagai CSV (UTF-8), lalu coba lagi."),
        (
            HEAD + 'A,"x,1\n',
            "Berkas ini bukan CSV. Simpan sebagai CSV (UTF-8), lalu coba lagi.",
        ),
    ],
)
def test_analyse_tells_a_bad_file_what_is_wrong(
    app: Flask, tmp_path: Path, text: str | bytes, sentence: str
) -> None:
    assert refusal(app, tmp_path, text) == sentence


def test_analyse_tells_a_missing_file_apart_from_a_folder(app: Flask, tmp_path: Path) -> None:
    missing = tmp_path / "none.csv"
    assert run(app, missing) == (1, "", f"Error: Berkas {missing} tidak ditemukan.\n")
    assert run(app, tmp_path) == (1, "", f"Error: {tmp_path} bukan berkas.\n")


@pytest.mark.parametrize(
    ("limit", "at", "sentence"),
    [
        ("MAX_BYTES", 20, "Berkas terlalu besar: paling besar 0 MB."),
        ("MAX_ROWS", 3, "Terlalu banyak baris: paling banyak 3."),
        ("MAX_CURATORS", 1, "Terlalu banyak kurator: paling banyak 1."),
    ],
)
def test_analyse_refuses_a_huge_file(
    app: Flask,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    at: int,
    sentence: str,
) -> None:
    monkeypatch.setattr(score_files, limit, at)
    assert refusal(app, tmp_path, ROUND) == sentence


def test_analyse_tells_people_in_words_without_json(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    path.write_text("curator,entry,score\nA,x,60\nB,x,60\nA,y,60\nB,y,60\nC,z,1\n")
    code, out, _err = run(app, path)
    assert code == 0
    assert out.splitlines() == [
        "     1       60.00       60.00  x  seri",
        "     1       60.00       60.00  y  seri",
        "     3        1.00        1.00  z  ",
        "A menilai setara dengan kurator lain untuk produk yang sama.",
        "B menilai setara dengan kurator lain untuk produk yang sama.",
        "Belum bisa membandingkan C: belum ada produk yang juga dinilai kurator lain.",
        *(
            f"alpha {metric}: Kesepakatan tidak dapat dihitung: semua nilai sama."
            for metric in ("nominal", "ordinal", "interval", "ratio")
        ),
        (
            "Ada 2 kelompok kurator yang tidak menilai satu pun produk yang sama. "
            "Nilai terkoreksi hanya membandingkan di dalam kelompok; "
            "antarkelompok dipakai nilai asli."
        ),
    ]
