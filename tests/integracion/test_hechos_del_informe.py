"""Los hechos de un informe, leídos del Word que sale, contra la segunda cuenta de las cifras.

Se leen con python-docx los números de sus tablas y de sus frases, y se comparan con lo que da
``analisis.segunda``, que se escribió desde la especificación. ``PAAC_SITUACIONES`` dice cuántos
planes se generan; antes de publicar son mil.
"""

import io
import json
import os
import re
from datetime import date
from decimal import Decimal
from typing import Any

import docx
import pytest
from analisis.segunda import cifras_de
from ayudas.emitidos import ejemplo
from ayudas.situaciones import planes
from docx.table import Table
from docx.text.paragraph import Paragraph
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import paac_reportes as paac

pytestmark = [
    pytest.mark.integracion,
]
_CUANTAS = int(os.environ.get("PAAC_SITUACIONES", "15"))
_LEYENDA = re.compile(r"Tabla (\d+)\. (.+)")


class Informe:
    """Un informe emitido: sus párrafos y sus tablas, por su leyenda."""

    def __init__(self, plan: paac.Plan, corte: date) -> None:
        documento = docx.Document(
            io.BytesIO(
                paac.reporte(plan, "informe-seguimiento", corte=corte).emitir("docx").contenido
            )
        )
        self.parrafos: list[str] = []
        self.tablas: dict[str, list[dict[str, str]]] = {}
        self.leyendas: dict[str, str] = {}
        leyenda = ""
        for parte in documento.element.body:
            if parte.tag.endswith("}p"):
                texto = Paragraph(parte, documento).text.replace("\xa0", " ")
                self.parrafos.append(texto)
                if hallada := _LEYENDA.fullmatch(texto):
                    # Donde nada se debía, dos dicen lo mismo.
                    leyenda = hallada[0] if hallada[2] in self.tablas else hallada[2]
                    self.leyendas[hallada[1]] = leyenda
            elif parte.tag.endswith("}tbl"):
                self.tablas.setdefault(leyenda, _renglones(Table(parte, documento)))

    def frase(self, patron: str) -> re.Match[str] | None:
        """La primera que lo cumple, en el informe y no en el resumen ni en el contenido."""
        return next((h for p in reversed(self.parrafos) if (h := re.search(patron, p))), None)

    def por(self, parte: str) -> list[dict[str, str]]:
        """Los renglones de la tabla de lo que debía estar terminado, por esa parte."""
        return next(
            (
                suyos
                for suyos in filter(None, self.tablas.values())
                if parte.capitalize() in suyos[0] and " de " in suyos[0].get("Terminadas", "")
            ),
            [],
        )


def _renglones(tabla: Table) -> list[dict[str, str]]:
    """Cada fila por sus rótulos, con la banda bajo la que va; de los de dos pisos, el de abajo."""
    filas = [
        [celda.text.replace("\u200b", "").replace("\xa0", " ").strip() for celda in fila.cells]
        for fila in tabla.rows
    ]
    es_banda = [len({celda._tc for celda in fila.cells}) == 1 for fila in tabla.rows]
    pisos = 1
    while pisos < len(filas) and filas[pisos][0] == filas[0][0]:
        pisos += 1
    renglones, banda = [], ""
    for fila, encabeza in zip(filas[pisos:], es_banda[pisos:], strict=True):
        if encabeza:
            banda = fila[0]
        else:
            renglones.append({**dict(zip(filas[pisos - 1], fila, strict=True)), _BANDA: banda})
    return renglones


_BANDA = "bajo la banda"


def numero(texto: str) -> tuple[Decimal, Decimal]:
    """El que se escribió, y cuánto se pudo redondear."""
    escrito = texto.replace(".", "").replace("−", "-").strip("%+ ")
    valor = Decimal(escrito.replace(",", "."))
    return valor, Decimal(5).scaleb(int(valor.as_tuple().exponent) - 1)


def es(texto: str, exacto: Decimal | None) -> bool:
    """Si lo impreso es ese número, redondeado."""
    assert exacto is not None, texto
    valor, holgura = numero(texto)
    return abs(valor - exacto) <= holgura + Decimal("1e-9")


def comparar(plan: paac.Plan, corte: date) -> None:
    """Lo que el informe dice del plan y de cada parte, con lo que da la segunda cuenta."""
    datos = json.loads(json.dumps(paac.datos_de(plan)))
    segunda = cifras_de(datos, corte.isoformat(), {})
    informe = Informe(plan, corte)
    _mismas(informe.por("componente"), [*segunda["componentes"].values(), segunda["plan"]])
    de_dependencias = [*segunda["dependencias"].values()]
    # La única es todo el plan, y no se reparte entre una.
    repartidas = [*de_dependencias, segunda["plan"]] if len(de_dependencias) > 1 else []
    _mismas(informe.por("dependencia"), repartidas)
    _frases(informe, segunda["plan"])
    _listas(informe, segunda["plan"])
    _conclusiones(informe, segunda["plan"])
    _lo_nombrado(informe)


def _mismas(renglones: list[dict[str, str]], grupos: list[dict[str, Any]]) -> None:
    """Las de las dependencias van de la peor a la mejor: se comparan sin su orden."""
    dichas = sorted(map(_dicha, renglones), key=str)
    assert dichas == sorted(map(_contada, grupos), key=str)
    if renglones:
        _su_avance(renglones[-1], grupos[-1])


def _dicha(renglon: dict[str, str]) -> tuple[int, ...]:
    """Lo terminado, lo que debía, lo vencido y lo que no se sabe, de un renglón."""
    terminadas, debian = renglon["Terminadas"].split(" de ")
    (vencidas,) = (cifra for rotulo, cifra in renglon.items() if rotulo.startswith("Vencid"))
    return int(terminadas), int(debian), int(vencidas), int(renglon.get("No se sabe", 0))


def _contada(cifras: dict[str, Any]) -> tuple[int, ...]:
    terminadas, debian = cifras["cumplimiento"]
    vencidas = len(cifras["vencidas"]) + len(cifras["vencidas_sin_reporte"])
    return terminadas, debian, vencidas, debian - terminadas - vencidas


def _su_avance(renglon: dict[str, str], cifras: dict[str, Any]) -> None:
    """El promedio, con su base y su zona; el que no hay no trae cifra."""
    celda = renglon.get("Avance, y de cuántas se sabe", "")
    if cifras["avance"] is None:
        assert not re.search(r"\d", celda), renglon
        return
    avance, _, base = celda.partition("\n")
    zona = f", zona {cifras['zona']}" if cifras["zona"] else ""
    assert avance.endswith(zona), renglon
    assert es(avance.removesuffix(zona), cifras["avance"]), renglon
    assert base == f"de {cifras['con_avance']} de {cifras['aplican']}", renglon


def _frases(informe: Informe, plan: dict[str, Any]) -> None:
    """El avance con su base y lo que permite lo desconocido; sin promedio, ninguna cifra."""
    dicho = informe.frase(
        r"\bEl avance acumulado, .*? es de ([\d,.]+) %\. Sale del? (?:l[ao]s )?(\d+)(?: de (\d+))?"
    )
    if plan["avance"] is None:
        assert dicho is None, dicho
        return
    if plan["aplican"] > 1:
        assert dicho is not None, [p for p in informe.parrafos if "avance" in p]
        assert es(dicho[1], plan["avance"]), dicho.string
        base = (int(dicho[2]), int(dicho[3] or dicho[2]))
        assert base == (plan["con_avance"], plan["aplican"]), dicho.string
        if entre := re.search(r"entre ([\d,.]+) % y ([\d,.]+) %", dicho.string):
            bajo, alto = plan["intervalo"]
            assert es(entre[1], bajo), entre.string
            assert es(entre[2], alto), entre.string


def _listas(informe: Informe, plan: dict[str, Any]) -> None:
    """Las tablas que listan filas tienen las que se cuentan."""
    pasadas = {*plan["vencidas"], *plan["vencidas_sin_reporte"]}
    for leyenda, filas in (
        (_nombre_de_vencidas(plan), pasadas),
        ("Sin reporte en el período, y no vencidas", {*plan["sin_reporte"]} - pasadas),
    ):
        assert len(informe.tablas.get(leyenda, [])) == len(filas), leyenda


def _nombre_de_vencidas(plan: dict[str, Any]) -> str:
    """Cómo se llaman las que pasaron su fecha: de ninguna se dijo nada, o de alguna sí."""
    return "Vencidas" if plan["vencidas"] else "Vencidas y sin reporte"


def _conclusiones(informe: Informe, plan: dict[str, Any]) -> None:
    """Lo que se concluye, y lo que se le pide a cada quien, suman las filas que se acusan."""
    acusadas = {*plan["vencidas"], *plan["vencidas_sin_reporte"], *plan["sin_reporte"]}
    suma = informe.frase(
        r"^([\d.]+) [\w ]+? (?:est[áa]n? vencid[ao]s?(?:(?: o)? sin reporte)?|qued(?:ó|aron) sin reporte)"
        r"(?:, en |, tod|, l[ao]s dos en|\.)"
    )
    assert (_filas(suma[1]) if suma else 0) == len(acusadas)
    for empieza, cual in (
        ("Terminar lo ", "vencidas"),
        ("Reportar lo hecho de lo ", "vencidas_sin_reporte"),
    ):
        pedidas = [
            int(renglon["Cuántas"])
            for renglon in informe.tablas.get("Recomendaciones", [])
            if renglon[_BANDA].partition(". ")[2].startswith(empieza)
        ]
        assert sum(pedidas) == len(plan[cual]), empieza


def _filas(texto: str) -> int:
    """Cuántas suman «3 actividades, 1 trámite y 2 intercambios de información»."""
    return sum(map(int, re.findall(r"\d+", texto)))


def _lo_nombrado(informe: Informe) -> None:
    """Toda tabla que el texto nombra está, y ninguna columna dice sólo que no se sabe."""
    for parrafo in informe.parrafos:
        if not _LEYENDA.fullmatch(parrafo):
            for cual in re.findall(r"\b(?:Tabla|Tablas) (\d+)", parrafo):
                assert cual in informe.leyendas, parrafo
    for leyenda, renglones in informe.tablas.items():
        for rotulo in renglones[0] if renglones else ():
            dichos = {renglon[rotulo] for renglon in renglones}
            # En una tabla de cambios, que antes no se supiera es el cambio.
            if rotulo not in {"Antes", "Después"}:
                assert dichos not in ({"sin dato"}, {"—"}, {"sin dato", "—"}), (leyenda, rotulo)


@settings(
    max_examples=_CUANTAS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    # Buscar el plan más pequeño que falla son cinco minutos, y el que falla ya se entiende.
    phases=(Phase.explicit, Phase.generate),
)
@given(
    planes()
    .filter(lambda plan: plan.cortes())
    .flatmap(lambda plan: st.tuples(st.just(plan), st.sampled_from(plan.cortes())))
)
def test_lo_que_dice_cualquier_informe(situacion: tuple[paac.Plan, date]) -> None:
    comparar(*situacion)


@pytest.mark.parametrize("corte", [date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30)])
def test_lo_que_dice_el_del_ejemplo(corte: date) -> None:
    comparar(ejemplo_sin_escudo(), corte)


def ejemplo_sin_escudo() -> paac.Plan:
    from analisis.test_segunda import sin_escudo

    return sin_escudo(ejemplo())
