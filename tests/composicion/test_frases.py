"""Lo que el informe dice, contra los hechos: cada frase se lee y se compara con otra cuenta."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

import pytest
from analisis.segunda import cifras_de
from ayudas.ejemplos import ejemplos
from ayudas.situaciones import CORTES, planes
from ayudas.variado import Hallazgos, Prosa, hallazgos_de
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.informe import apertura, partes
from paac_reportes.informe.frases import lo_que_no_se_sabe
from paac_reportes.informe.propuestas import proponer
from paac_reportes.textos.valores import proporcion, puntos

_QUE = (
    r"(?:(?P<base>\d+) de (?P<aplican>\d+) [\w ]+? con avance conocido"
    r"|(?:(?:las|los|la) )?(?:(?P<todas>\d+)|únic[ao]) [\w ]+? que aplican?)"
)
_ARRASTRE = r"(?:, (?:tod[ao]s |(?P<de_antes>\d+) de ell[ao]s )?(?P<antes>de un corte anterior))?"
_FALTA = r"Si todo lo que se calla fuera 0 o 100, el plan estaría entre (?P<bajo>[\d,]+)\xa0% y (?P<alto>[\d,]+)\xa0%"
_VERIFICADO = (
    r"(?: (?:De l[ao]s (?P<terminadas>\d+) terminad[ao]s qued(?:ó|aron) verificad[ao]s? (?P<verificadas>\d+)"
    r"|Ningun[ao] de l[ao]s (?P<ninguna>\d+) terminad[ao]s quedó verificad[ao]"
    r"|L[ao]s (?P<todas_ellas>\d+) terminad[ao]s quedaron verificad[ao]s"
    r"|(?P<unica>La única|El único) terminad[ao] (?P<no_quedo>no )?quedó verificad[ao]"
    r"|Ningun[ao] está terminad[ao]); lo verificado sostiene (?P<al_menos>al menos|el)"
    r" (?P<sostiene>[\d,]+)\xa0%\.)?"
)
_NINGUNA = re.compile(r"(?:Ningun[ao] de|La única|El único)[^;.]* verificad[ao]; lo[^.]*\. ")
_AVANCE = re.compile(
    rf"El avance acumulado, [^(]*, es de (?P<valor>[\d,]+)\xa0%\. Sale del? {_QUE}{_ARRASTRE}\.(?: {_FALTA}\.)?"
    r" (?:Corresponde a la zona (?P<zona>\w+)\."
    r"|Se conoce muy poco para decir su zona: (?P<otra>de lo no terminado, )?(?P<n>\d+) de (?P<m>\d+), y se pide al"
    rf" menos el 50\xa0%\.){_VERIFICADO}"
)
_SIN_PROMEDIO = re.compile(
    r"(?:(?:De ningun[ao] de|De la única|Del único) [^.;:]*: el avance no se puede calificar\.|No hay avance que promediar: ningun[ao] aplica\."
    r"|El avance no tiene promedio: sólo se declararon estados, sin ningún porcentaje, y la medida es el cumplimiento\."
    r" (?:De (?P<base>\d+) de l[ao]s (?P<de>\d+)|De l[ao]s (?P<todas>\d+)|De la única|Del único) [\w ]+?(?: se declaró el estado; de (?P<se_sabe>\d+))?"
    rf" se sabe si (?:terminó o no empezó|terminaron o no empezaron)\.(?: {_FALTA}\.)?)"
    rf"{_VERIFICADO}"
)
_CLASES = {
    "vencidas": r"- (?P<filas>\d+) [\w ]+? venci(?:ó|eron)(?! sin reporte)",
    "vencidas_sin_reporte": r"- (?P<filas>\d+) [\w ]+? venci(?:ó|eron) sin reporte",
    "al_dia_sin_reporte": r"(?P<filas>\d+|otr[ao])(?: [\w ]+,)? al día hasta un corte",
    "en_blanco_bajo_reporte": r"por incumplid.*?(?P<filas>\d+|otr[ao])(?: [\w ]+,)? en blanco bajo",
}
_DE_REPORTAR = {
    "calladas": "vencidas_sin_reporte",
    "sin-reporte": "sin_reporte",
    "sin-declarar": "por_determinar",
    "al-dia": "al_dia_sin_reporte",
    "en-blanco": "en_blanco_bajo_reporte",
}
"""Las causas por las que se pide un reporte, en su orden, y su lista en la segunda cuenta."""


def contar(texto: str) -> int:
    """Cuántas filas suman «3 actividades, 1 trámite y 2 intercambios», u «otra actividad»."""
    return sum(map(int, re.findall(r"\d+", texto))) or len(
        re.findall(r"(?<!bajo )\botr[ao]\b", texto)
    )


class _Llana:
    """La prosa con espacios corrientes en «13 de 34», que en ella no se parte."""

    def __init__(self, prosa: Prosa) -> None:
        self._prosa = prosa

    def __getattr__(self, nombre: str) -> Any:
        dice = getattr(self._prosa, nombre)
        return dice.replace("\xa0de\xa0", " de ") if isinstance(dice, str) else dice


def lo_dicho_y_lo_cierto(plan: paac.Plan, corte: str) -> tuple[Prosa, dict[str, Any], Hallazgos]:
    hallazgos = hallazgos_de(plan, date.fromisoformat(corte))
    datos = json.loads(json.dumps(paac.datos_de(plan)))
    return cast("Prosa", _Llana(Prosa(hallazgos))), cifras_de(datos, corte), hallazgos


@pytest.mark.integracion
@ejemplos(60)
@given(planes(), st.sampled_from(CORTES))
def test_de_cualquier_plan_cada_frase_es_cierta(plan: paac.Plan, corte: str) -> None:
    """Dibujar un plan y contarlo otra vez es lo que cuesta: cada uno pasa por todas las frases."""
    prosa, cierto, hallazgos = lo_dicho_y_lo_cierto(plan, corte)

    el_avance_su_base_y_su_zona_son_ciertos(prosa, cierto)
    lo_del_periodo_es_cierto(prosa, cierto)
    lo_vencido_y_lo_que_no_se_sabe_es_cierto(prosa, cierto)
    el_cumplimiento_suma_lo_que_dice(prosa, cierto)
    cada_recomendacion_tiene_su_causa_y_cada_causa_la_suya(hallazgos, cierto)
    las_conclusiones_salen_de_las_cifras(prosa, cierto)
    lo_que_no_se_afirma_no_se_cuenta_dos_veces(hallazgos)
    lo_que_subio_bajo_y_termino_es_cierto(prosa, cierto)
    ninguna_frase_trae_cicatrices(prosa, hallazgos)
    el_resumen_y_sus_partes_son_ciertos(prosa, cierto, hallazgos)


def el_resumen_y_sus_partes_son_ciertos(
    prosa: Prosa, cierto: dict[str, Any], hallazgos: Hallazgos
) -> None:
    """Las cuentas que no se contienen suman lo que debía, en la frase, las cifras y las tablas."""
    todo, analisis = cierto["plan"], hallazgos.analisis
    terminadas, debian = todo["cumplimiento"]
    pasadas = len(todo["vencidas"]) + len(todo["vencidas_sin_reporte"])
    esperado = debian, terminadas, pasadas, debian - terminadas - pasadas
    total = partes.total(analisis)
    assert (total.debian, total.terminadas, total.vencidas, total.no_se_sabe) == esperado
    for renglones in (partes.por_componente(analisis), partes.por_dependencia(analisis)):
        cuentas = [(r.debian, r.terminadas, r.vencidas, r.no_se_sabe) for r in renglones]
        assert not cuentas or tuple(map(sum, zip(*cuentas, strict=True))) == esperado
        assert all(debia == sum(demas) for debia, *demas in cuentas)
    if not debian:
        return
    cifras = {una.nombre: una.cifra for una in apertura.medidas(analisis)}
    nombres = "Terminad|Constan", "Vencid", "No se sabe"
    dichas = [[c for n, c in cifras.items() if re.match(nombre, n)] for nombre in nombres]
    assert dichas == [[str(n)] if n or lugar < 2 else [] for lugar, n in enumerate(esperado[1:])]
    frase = re.sub(r"^Al \d+(?:\.º)? de \w+ ", "", apertura.hallazgo(analisis))
    numeros = {int(numero) for numero in re.findall(r"\d+", frase)}
    calladas = len(todo["vencidas_sin_reporte"])
    assert debian in numeros, frase
    assert numeros <= {*esperado, calladas, pasadas - calladas}, frase


def el_avance_su_base_y_su_zona_son_ciertos(prosa: Prosa, cierto: dict[str, Any]) -> None:
    todo = cierto["plan"]
    antes = _NINGUNA.match(prosa.avance)
    dice = f"{prosa.avance[antes.end() :]} {antes[0].strip()}" if antes else prosa.avance
    dicho = (_SIN_PROMEDIO if todo["avance"] is None else _AVANCE).fullmatch(dice)
    assert dicho, prosa.avance
    lo_que_falta_y_lo_verificado_es_cierto(dicho, todo)
    if todo["avance"] is None:
        assert ("No hay avance" in prosa.avance) == (todo["aplican"] == 0)
        assert ("sólo se declararon estados" in prosa.avance) == todo["solo_estados"]
        if todo["solo_estados"]:
            de = int(dicho["de"] or dicho["todas"] or 1)
            base = int(dicho["se_sabe"] or dicho["base"] or de)
            assert (base, de) == (todo["con_avance"], todo["aplican"])
        return
    aplican = int(dicho["aplican"] or dicho["todas"] or 1)
    assert aplican == todo["aplican"]
    assert int(dicho["base"] or aplican) == todo["con_avance"]
    de_antes = int(dicho["de_antes"] or (todo["con_avance"] if dicho["antes"] else 0))
    assert de_antes == todo["de_corte_anterior"]
    assert dicho["zona"] == todo["zona"]
    if dicho["n"]:
        conocidas, todas = (
            todo["de_lo_no_terminado"]
            if dicho["otra"]
            else (
                todo["con_avance"],
                todo["aplican"],
            )
        )
        assert (int(dicho["n"]), int(dicho["m"])) == (conocidas, todas)
        assert 2 * conocidas < todas
    assert f"{dicho['valor']}\xa0%" == proporcion(todo["avance"], _zona_de)


def lo_que_falta_y_lo_verificado_es_cierto(dicho: re.Match[str], todo: dict[str, Any]) -> None:
    falta = 0 < todo["con_avance"] < todo["aplican"]
    assert (dicho["bajo"] is not None) == falta
    if falta:
        extremos = [f"{dicho[cual]}\xa0%" for cual in ("bajo", "alto")]
        assert extremos == [proporcion(uno, _zona_de) for uno in todo["intervalo"]]
    assert (dicho["sostiene"] is not None) == (todo["sostenido"] is not None)
    if dicho["sostiene"]:
        assert f"{dicho['sostiene']}\xa0%" == proporcion(todo["sostenido"])
        hay = len(todo["terminadas_verificadas"]), todo["terminadas"]
        todas = dicho["todas_ellas"] or bool(dicho["unica"] and not dicho["no_quedo"])
        terminadas = dicho["terminadas"] or dicho["ninguna"] or todas or bool(dicho["unica"])
        assert (int(dicho["verificadas"] or todas), int(terminadas)) == hay
        assert (dicho["al_menos"] == "el") == (todo["sostenido"] == 100)


def _zona_de(valor: Any) -> bool | tuple[bool, bool]:
    return (valor >= 60, valor >= 80)


def lo_del_periodo_es_cierto(prosa: Prosa, cierto: dict[str, Any]) -> None:
    todo, dice = cierto["plan"], prosa.avance_del_periodo
    if cierto["corte_anterior"] is None:
        assert dice.endswith(": no hay con qué comparar.")
        return
    cambio = todo["avance_del_periodo"]
    if cambio is None:
        assert "No se sabe cuánto cambió" in dice
    else:
        verbo = "subió" if cambio > 0 else "bajó" if cambio < 0 else "no cambió"
        assert verbo in dice
        if cambio:
            assert f" {puntos(abs(cambio)).lstrip('+')} punto" in dice
        base = re.search(
            r"de (?:las|los) (\d+) que se conocen|única? que se conoce|único que", dice
        )
        assert base, dice
        assert int(base[1] or 1) == todo["base_del_periodo"]


def lo_vencido_y_lo_que_no_se_sabe_es_cierto(prosa: Prosa, cierto: dict[str, Any]) -> None:
    todo, dice = cierto["plan"], prosa.pendientes
    cuentas = {clase: len(todo[clase]) for clase in _CLASES if clase in todo}
    acusadas = {*todo["vencidas"], *todo["vencidas_sin_reporte"]}
    todas = (
        r"(\d+) [\w ]+? (?:venci(?:ó|eron)(?: sin reporte)?|que deb[ií]an? estar terminad[ao]s?)"
        r" el día del corte"
    )
    algunas = r"(\d+) (?:de ell[ao]s )?el día del corte"
    mismo_dia = [*re.findall(todas, dice), *re.findall(algunas, dice)]
    # De lo que sólo tiene un texto no se dice cuándo vencía: no se le acusa de nada.
    ese_dia = {*todo["vencen_en_el_corte"]} - {*todo["por_determinar"]}
    assert sum(map(int, mismo_dia)) == len(ese_dia)
    for clase, patron in _CLASES.items():
        hallado = re.search(patron, dice)
        assert (contar(hallado["filas"]) if hallado else 0) == cuentas[clase], (clase, dice)
    nada = re.search(r"No consta nada vencido|Nada consta vencido|No se puede saber qué", dice)
    assert bool(nada) == (not acusadas)
    exigibles = re.search(r"exigir el reporte de ([^;.:]*)", dice)
    faltan = re.search(
        r"- (?:(?P<faltan>\d+) de )?(?:[Ll][ao]s (?P<todas>\d+)|(?:La|El) únic[ao]) [\w ]+?"
        r" exigibles? quedó|- (?:(?P<varias>\d+) de )?[Ll][ao]s (?P<de>\d+) [\w ]+? exigibles quedaron",
        dice,
    )
    todas_ellas = int(faltan["todas"] or faltan["de"] or 1) if faltan else 0
    assert (contar(exigibles[1]) if exigibles else todas_ellas) == len(todo["exigibles"])
    dichas = int(faltan["faltan"] or faltan["varias"] or todas_ellas) if faltan else 0
    assert dichas == len(todo["sin_reporte"])


def el_cumplimiento_suma_lo_que_dice(prosa: Prosa, cierto: dict[str, Any]) -> None:
    dice = prosa.cumplimiento
    antes = re.search(
        r" ((?:\d+) [\w ]+?) se declar(?:ó|aron) terminad[ao]s? antes de su último día\.$", dice
    )
    assert (contar(antes[1]) if antes else 0) == len(cierto["plan"]["terminadas_antes"])
    if not cierto["plan"]["cumplimiento"][1]:
        sin_aplicar = re.match(
            r"(?:L[ao]s (\d+)|(?:La|El) únic[ao]) que debían? estar terminad[ao]s? se declar\w+ no"
            r" aplicables?\. ",
            dice,
        )
        dichas = int(sin_aplicar[1] or 1) if sin_aplicar else 0
        assert dichas == (cierto["plan"]["debian_y_no_aplican"] if cierto["plan"]["aplican"] else 0)
        dice = dice[sin_aplicar.end() :] if sin_aplicar else dice
        assert re.match(
            r"\w+ aplica: no hay qué|Hasta el corte no vencía|Ningun[ao](?: otr[ao])? tenía|No se puede sab"
            r"|(?:La única|El único) [\w ]+ no (?:aplica|tenía su último día)",
            dice,
        )
        return
    lo_que_debia_suma_lo_que_dice(dice[: antes.start()] if antes else dice, [cierto["plan"]])


def lo_vencido_ese_dia_aparte(dice: str, cifras: Sequence[dict[str, Any]]) -> str:
    """La frase sin cuántas vencían el día del corte, que se comparan con las de la otra cuenta."""
    for clase, sin_reporte in (("vencidas", ""), ("vencidas_sin_reporte", " sin reporte")):
        todas = sum(len(una[clase]) for una in cifras)
        ese_dia = sum(len({*una[clase]} & {*una["vencen_en_el_corte"]}) for una in cifras)
        inciso = rf"(venci(?:ó|eron){sin_reporte}) (?:el|\((\d+) el) día del corte\)?"
        dicho = re.search(inciso, dice)
        assert (int(dicho[2] or todas) if dicho else 0) == ese_dia, dice
        dice = re.sub(inciso, r"\1", dice, count=1)
    return dice


def lo_que_debia_suma_lo_que_dice(dice: str, cifras: Sequence[dict[str, Any]]) -> None:
    """Lo que se dice de lo que debía estar terminado, contra lo que se contó en cada plan."""
    dice = dice.replace("\xa0", " ")
    dice = lo_vencido_ese_dia_aparte(dice, cifras)
    puede_ser = " El blanco puede ser la misma celda de arriba."
    # «en_blanco» es la clase de lo que debía y va en blanco.
    assert (puede_ser in dice) == any(una["en_blanco"] for una in cifras)
    dice = dice.replace(puede_ser, "", 1)
    terminadas, debian = (sum(una["cumplimiento"][cual] for una in cifras) for cual in (0, 1))
    en_varias = r"(?: en las (\d+) entidades)?"
    entidades = re.search(rf"terminad[ao]s?{en_varias}", dice)
    assert entidades, dice
    assert int(entidades[1] or 1) == len(cifras)
    if debian == 1:
        sola = re.match(
            rf"(?:La|El) únic[ao] [\w ]+? que debía estar terminad[ao]{en_varias} (lo está\.)?",
            dice,
        )
        assert sola, dice
        assert bool(sola[2]) == (terminadas == 1)
        return
    total = re.match(
        rf"(?:De )?(?:las|los|Las|Los) (\d+) [\w ]+? que debían estar terminad[ao]s{en_varias},? "
        r"(?:(\d+|ningun[ao]) lo est[áa]n?|(lo están)|de ningun[ao] consta que lo esté)"
        r"(?: \([^)]*\))?\.(?: ((?:\d|[Dd]e|La|El|Las|Los) ?[^.]*"
        r"(?:\. (?:De \d+ sólo|\d+ (?:estuv|va))[^.]*)?)\.)?",
        dice,
    )
    assert total, dice
    assert int(total[1]) == debian
    lo_estan = str(debian) if total[4] else total[3] or "ninguna"
    assert (0 if lo_estan.startswith("ningun") else int(lo_estan)) == terminadas
    la_otra = re.match(r"(?:La|El|De la|Del) otr[ao]\b", total[5] or "")
    assert terminadas + (1 if la_otra else contar(total[5] or "")) == debian, dice
    dudosas = ("por_determinar", "al_dia_sin_reporte", "en_blanco_bajo_reporte")
    if "consta que lo esté" in dice:
        assert not terminadas
        assert any(una[cual] for una in cifras for cual in dudosas)
        return
    parte = proporcion(100 * terminadas / Decimal(debian))
    parte = parte.replace("\xa0", " ")
    assert f"({parte})" in dice


def cada_recomendacion_tiene_su_causa_y_cada_causa_la_suya(
    hallazgos: Hallazgos, cierto: dict[str, Any]
) -> None:
    cuantas: Counter[str] = Counter()
    propuestas = proponer(hallazgos.analisis)
    for una in propuestas:
        cuantas[una.id.split(".")[1].removeprefix("muy-")] += len(una.filas)
    assert len({una.id for una in propuestas}) == len(propuestas)
    todo = cierto["plan"]
    for lista in ("vencidas", "bajaron", "reabiertas"):
        assert cuantas[lista] == len(todo[lista])
    # De lo vencido ya se pide terminarlo, y de una fila se pide un solo reporte.
    pedidas: set[str] = set()
    for causa, lista in _DE_REPORTAR.items():
        ya = pedidas | set(todo["vencidas"] if causa == "sin-reporte" else ())
        assert cuantas[causa] == len(set(todo[lista]) - ya)
        pedidas |= set(todo[lista]) - ya


def las_conclusiones_salen_de_las_cifras(prosa: Prosa, cierto: dict[str, Any]) -> None:
    todo, dice = cierto["plan"], prosa.conclusiones
    if todo["aplican"]:
        # De todas se dice «las 12 actividades»; si es una, «la única».
        parte = rf"\b{todo['con_avance']} de (?:l[ao]s )?{todo['aplican']} "
        if todo["con_avance"] == todo["aplican"]:
            parte = (
                rf"[Dd]el? (?:l[ao]s {todo['aplican']}|la única|único|el único) [\w ]+ que aplican?"
            )
        assert re.search(parte, dice.replace("\n", " ")), dice
    assert ("no alcanza para calificar" in dice) == (
        todo["avance"] is not None and todo["zona"] is None
    )
    if todo["zona"]:
        assert f"zona {todo['zona']}" in dice
    pendientes = {*todo["vencidas"], *todo["vencidas_sin_reporte"], *todo["sin_reporte"]}
    suma = re.search(
        r"- (\d+) [\w ]+? (?:est[áa]n? vencid[ao]s?(?:(?: o)? sin reporte)?|qued(?:ó|aron) sin reporte)"
        r"[,.][^\n]*",
        dice,
    )
    assert (int(suma[1]) if suma else 0) == len(pendientes)
    if mas := suma and re.search(
        r"(?:en (\d+) de l[ao]s|en l[ao]s) (\d+) \w+; (?:en \d+, )?(\d+) (?:son|en cada)", suma[0]
    ):
        niveles = cierto["dependencias"] or cierto["componentes"]
        de_cada = [
            len({*una["vencidas"], *una["vencidas_sin_reporte"], *una["sin_reporte"]})
            for una in niveles.values()
        ]
        con = sum(n > 0 for n in de_cada)
        dicho = [int(mas[1] or mas[2]), int(mas[2]), int(mas[3])]
        assert dicho == [con, len(de_cada), max(de_cada)]


def lo_que_no_se_afirma_no_se_cuenta_dos_veces(hallazgos: Hallazgos) -> None:
    cifras = hallazgos.cifras
    dudosas = (
        *(cifras.al_dia_sin_reporte, cifras.en_blanco_bajo_reporte),
        cifras.sin_dia_claro,
    )
    rutas = {fila.ruta for filas in dudosas for fila in filas}
    dice = lo_que_no_se_sabe(cifras)
    de_los_textos = "No se da por incumplido lo que sólo trae un texto."
    assert (de_los_textos in dice) == bool(cifras.por_determinar)
    sin_parentesis = re.sub(
        r"\([^)]*\)| El blanco puede.*| De las que van en blanco, .*",
        "",
        dice.replace(de_los_textos, ""),
    )
    total, _, clases = sin_parentesis.partition(":")

    assert contar(total) == len(rutas)
    assert not clases or contar(clases) == len(rutas)


def lo_que_subio_bajo_y_termino_es_cierto(prosa: Prosa, cierto: dict[str, Any]) -> None:
    todo, dice = cierto["plan"], prosa.cambios
    if not dice or cierto["corte_anterior"] is None:
        return
    for clase, verbo in (
        ("subieron", r"sub(?:ió|ieron) su avance"),
        ("bajaron", r"baj(?:ó|aron) su avance"),
        ("terminaron", r"termin(?:ó|aron)"),
    ):
        dichas = re.search(rf"(?:(?P<filas>\d+)|y|del plan,?) {verbo}", dice)
        assert (int(dichas["filas"] or 1) if dichas else 0) == len(todo[clase]), (clase, dice)
    if total := re.match(r"De l[ao]s (\d+) [\w ]+ del plan, ", dice):
        assert int(total[1]) == todo["filas"]


def ninguna_frase_trae_cicatrices(prosa: Prosa, hallazgos: Hallazgos) -> None:
    dichas = [
        *(prosa.general, prosa.avance, prosa.avance_del_periodo, prosa.cumplimiento),
        *(prosa.componentes, prosa.pendientes, prosa.metodologia, prosa.cambios),
        *(prosa.conclusiones, prosa.hallazgo, prosa.decisiones, prosa.titulo_del_resumen),
        *(fila.dice for fila in partes.por_componente(hallazgos.analisis)),
    ]
    for texto in dichas:
        malo = re.search(
            r"None|  |\s[,.;:]|\.\.|,,|\(\)|(?<![\d,.])1 (?:actividades|trámites|componentes|puntos)\b"
            r"|(?<![\d,])0 (?:actividad|trámite|por determinar)|\bde el\b|\ba el\b",
            texto,
        )
        assert not malo, (malo, texto)


@pytest.mark.parametrize("corte", CORTES)
def test_un_plan_sin_filas_no_dice_nada_falso(corte: str) -> None:
    vacio = paac.desde_datos(
        {"entidad": {"nombre": "M"}, "vigencia": 2023, "componentes": [{"numero": 1}]}
    ).contenido
    prosa = Prosa(hallazgos_de(vacio, date.fromisoformat(corte)))

    assert prosa.general == "No trae actividades ni trámites."
    assert prosa.avance == "No hay avance que promediar: ninguna aplica."
    assert prosa.conclusiones == ""
