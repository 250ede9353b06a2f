"""Lo que se escribió ayer se lee, se reúne y se verifica hoy, y dice lo mismo."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from ayudas.huellas import de_texto

import paac_reportes as paac

SALAS = [sala.parent for sala in sorted(Path(__file__).parent.glob("*/museo.json"))]
FICHAS: dict[Path, Any] = {
    sala: json.loads((sala / "museo.json").read_text("utf-8")) for sala in SALAS
}


def de_cada_sala(cuales: str) -> list[Any]:
    """La carpeta, el nombre y la ficha de cada cosa de una clase."""
    return [
        pytest.param(sala, nombre, ficha, id=f"{sala.name}-{nombre}")
        for sala, fichas in FICHAS.items()
        for nombre, ficha in fichas[cuales].items()
    ]


def leido(archivo: Path) -> dict[str, Any]:
    """Lo que de un archivo se lee; de lo que no se lee, la razón."""
    try:
        lectura = paac.leer(archivo)
    except paac.ErrorDeEntrada as error:
        return {"no_se_lee": sorted({falla.codigo for falla in error.fallas})}
    return {
        "formato_leido": lectura.formato,
        "corte": lectura.corte and str(lectura.corte),
        "leido": de_texto(paac.datos_de(lectura.contenido)),
        "avisos": dict(Counter(aviso.codigo for aviso in lectura.avisos)),
    }


def datos(sala: Path, de: str) -> paac.Plan | paac.MapaDeRiesgos:
    """El plan o el mapa de que salieron sus archivos."""
    lectura = paac.leer(sala / "datos" / f"{de}.json")
    return lectura.contenido


DE_ANTES = {"0.1.0", "0.2.0"}
"""Las versiones de las que hoy algo se escribe de otro modo; lo de las demás sale igual."""

CON_OTROS_COLORES = {"informe-ejecutivo", "informe-seguimiento", "MCCO.101.18.F.20-informe"}
"""Hasta la 0.3.0, las barras de sus gráficos iban con los colores de un semáforo; dicen lo mismo."""

CON_OTRAS_PALABRAS = {"informe-seguimiento", "MCCO.101.18.F.20-informe", "mapa-v5"}
"""Los informes dicen más que entonces, y `mapa-v5` lleva su mapa de calor y va por partes: los de
antes se prueban con su acta."""


@pytest.mark.parametrize(("sala", "nombre", "ficha"), de_cada_sala("documentos"))
def test_un_documento_se_lee_como_entonces(sala: Path, nombre: str, ficha: Any) -> None:
    archivo = sala / "documentos" / nombre
    if archivo.suffix not in {".docx", ".xlsx"}:
        assert archivo.stat().st_size
        return
    de_quien_lo_escribio = {"de", "formato", "veredicto"}
    hoy, entonces = leido(archivo), dict(ficha)
    if sala.name in DE_ANTES and ficha["formato"] in CON_OTRAS_PALABRAS:
        # Cuántos textos no son datos depende de las tablas que el informe tiene hoy.
        for una in (hoy, entonces):
            una["avisos"] = {k: v for k, v in una.get("avisos", {}).items() if k != "sin_usar"}

    assert hoy == {k: v for k, v in entonces.items() if k not in de_quien_lo_escribio}


@pytest.mark.parametrize(("sala", "nombre", "ficha"), de_cada_sala("libros"))
def test_un_libro_se_lee_como_entonces(sala: Path, nombre: str, ficha: Any) -> None:
    assert leido(sala / "datos" / nombre) == ficha


@pytest.mark.parametrize(("sala", "nombre", "ficha"), de_cada_sala("reuniones"))
def test_los_libros_que_volvieron_se_reunen_como_entonces(
    sala: Path, nombre: str, ficha: Any
) -> None:
    carpeta = sala / "captura" / nombre
    reunion = paac.reunir([carpeta / libro for libro in ficha["libros"]], base=datos(sala, nombre))

    assert {
        "corte": str(reunion.corte),
        "reunido": de_texto(paac.datos_de(reunion.contenido or reunion.contenido)),
        "nuevas": len(reunion.nuevas),
        "faltan": [falta.dependencia for falta in reunion.faltan],
        "conflictos": [conflicto.id for conflicto in reunion.conflictos],
        "avisos": dict(Counter(aviso.codigo for aviso in reunion.avisos)),
    } == {clave: valor for clave, valor in ficha.items() if clave != "libros"}


CON_OTROS_NOMBRES = {"mapa-corrupcion-2015", "mapa-v5", "seguimiento-mapa"}
"""Los de un mapa llevan escondido cómo se llama cada dato, y ya se llaman por su camino: lo que se ve
es igual y los bytes no. Con su acta se prueban igual."""


CON_OTRO_ASPECTO = {".html", ".zip"}
"""La página web, suelta o en un paquete, se ve de otro modo en un teléfono y pliega sus anexos: dice
los mismos textos, con otra hoja de estilos y otro programa. Con su acta se prueba igual."""


CON_OTROS_ALTOS = {"no_se_puede_afirmar", "distinto"}
"""Los de un libro de entonces cortaban textos: hoy sus filas son más altas, y el encabezado que se
repite y lo que sigue en otra fila caen en otro lugar. Con su acta se prueba igual."""

CON_LOS_MISMOS_ANCHOS = {"paac-seguimiento", "ptep-seguimiento"}
"""Sus tablas llevan los mismos anchos, y entonces cada una los suyos."""

CON_GRUPOS_JUNTOS = {
    *("EV-EGMC-PC-003-FM-002", "MCCO.101.18.F.20", "california-plan", "ptep-plan"),
}
"""En Word, las filas de un grupo no se apartaban de ningún modo: dice y se ve lo mismo, cortado en
otro lugar. Con su acta se prueban igual."""


@pytest.mark.integracion
@pytest.mark.parametrize(("sala", "nombre", "ficha"), de_cada_sala("documentos"))
def test_un_documento_verifica_contra_sus_datos(
    sala: Path, nombre: str, ficha: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)  # así se escribieron
    archivo = sala / "documentos" / nombre
    certificado = paac.verificar(archivo, datos(sala, ficha["de"]), ficha["formato"])
    admitidos = {ficha["veredicto"]}
    if sala.name in DE_ANTES:
        admitidos = _de_antes(admitidos, ficha["formato"], archivo.suffix)
    if ficha["formato"] in CON_OTROS_COLORES:
        admitidos.add("no_se_puede_afirmar")
    # Un PDF con otras fuentes, o un Parquet de otra versión, no se puede comparar por lo que dice.
    if archivo.suffix in {".pdf", ".parquet"}:
        admitidos.add("no_se_puede_afirmar")

    assert certificado.veredicto in admitidos


def _de_antes(admitidos: set[str], formato: str, tipo: str) -> set[str]:
    """Lo que de un documento de esas versiones se puede decir hoy sin su acta."""
    if formato in CON_OTROS_NOMBRES and tipo in {".docx", ".xlsx"}:
        admitidos = {"no_se_puede_afirmar"}
    if formato in CON_OTRAS_PALABRAS:
        admitidos.add("distinto")
    if tipo == ".xlsx":
        admitidos |= CON_OTROS_ALTOS
    if tipo == ".docx" and formato in CON_LOS_MISMOS_ANCHOS | CON_GRUPOS_JUNTOS:
        admitidos.add("no_se_puede_afirmar")
    if tipo in CON_OTRO_ASPECTO:
        admitidos.add("no_se_puede_afirmar")
    return admitidos


ACTAS = [
    pytest.param(sala, acta, id=f"{sala.name}-{acta.stem}")
    for sala in SALAS
    for acta in sorted((sala / "documentos/actas").iterdir())
]


@pytest.mark.integracion
@pytest.mark.parametrize(("sala", "acta"), ACTAS)
def test_con_su_acta_lo_que_dice_los_mismos_datos_no_es_distinto(
    sala: Path, acta: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sin firma no pasa lo que hoy se escribe de otro modo, pero nadie lo acusa de haber cambiado."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    ficha = FICHAS[sala]["documentos"][f"{acta.stem}.docx"]
    certificado = paac.verificar(
        sala / "documentos" / f"{acta.stem}.docx",
        datos(sala, ficha["de"]),
        ficha["formato"],
        acta=acta,
    )

    admitidos = {"identico"} if sala.name not in DE_ANTES else {"dice_lo_mismo"}
    if sala.name in DE_ANTES or ficha["formato"] in CON_OTROS_COLORES:
        admitidos.add("no_se_puede_afirmar")
    assert certificado.veredicto in admitidos
    assert certificado.diferencias == ()


@pytest.mark.parametrize(("sala", "acta"), ACTAS)
def test_un_documento_verifica_con_su_acta(sala: Path, acta: Path) -> None:
    documento = sala / "documentos" / f"{acta.stem}.docx"

    assert paac.verificar(documento, acta=acta).veredicto == "identico"
