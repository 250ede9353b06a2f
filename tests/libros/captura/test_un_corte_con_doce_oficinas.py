"""El corte de doce oficinas que la documentación cuenta: lo que dice es lo que sale."""

import re
from pathlib import Path

import pytest
from ayudas.compartido import RAIZ
from ayudas.diario import lo_que_llega, lo_que_se_corrige, plan

import paac_reportes as paac
from paac_reportes.cli import main

PAGINA = (RAIZ / "docs" / "oficinas.md").read_text("utf-8")
SECCION = PAGINA.partition("## Un corte con doce oficinas")[2].partition("\n## ")[0]
CITADOS = {
    *re.findall(r"`((?:aviso|falta|no se tomó)[: ].*?)`", SECCION),
    *(
        r
        for bloque in re.findall(r"```text\n(.*?)```", SECCION, re.DOTALL)
        for r in bloque.splitlines()
    ),
    *re.findall(r"`(\"veredicto.*?)`", SECCION),
}


@pytest.mark.integracion
def test_los_mensajes_de_un_corte_con_doce_oficinas_son_los_que_salen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    paac.guardar_datos(plan(), "plan.json")
    llego = lo_que_llega(tmp_path)
    reunir = ["reunir", "llego", "--base", "plan.json", "--salida", "reunido.json"]
    assert main(reunir) == 4
    lo_que_se_corrige(llego)
    assert main([*reunir, "--sin-dudas", "--preferir", "ultimo"]) == 0
    de_que = ["--formato", "ptep-seguimiento", "--corte", "2026-08-31"]
    assert main(["generar", "reunido.json", *de_que, "--salida", "seguimiento.docx"]) == 0
    assert main(["verificar", "seguimiento.docx", "--contra", "reunido.json", *de_que]) == 0

    salio = capsys.readouterr()
    dicho = {r.strip(" ,") for r in f"{salio.out}\n{salio.err}".splitlines()}
    assert len(CITADOS) > 10
    assert sorted(CITADOS - dicho) == []
