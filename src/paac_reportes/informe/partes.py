"""Cómo va cada parte del plan, en una tabla: lo que debía terminar, lo vencido y lo que no se sabe.

De una dependencia o de un componente, un renglón con su barra y, debajo, lo que más pesa de él, con
el nombre de lo vencido. Después, con qué se titula la tabla: lo que en ella sobresale.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.cifras import Cifras, Cumplimiento
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.formatos.definicion.filas import FilaDeParte
from paac_reportes.informe.frases import (
    EN_BLANCO,
    PARTES_QUE_SE_NOMBRAN,
    cambio_de,
    con_las_corregidas,
    cuantas_se_nombran,
    debian_y_no_aplican,
    nombre_corto,
    oficina_de,
    palabras_de,
    reporte_de,
    sin_dia_exigible,
)
from paac_reportes.informe.vencimientos import fecha_breve, sin_reporte_por_vencer
from paac_reportes.maqueta.contenido import (
    Barra,
    ConTramos,
    Enfasis,
    SinDato,
    Tramo,
    con_su_valor,
)
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.textos.frases import Palabras, con_articulo, con_de, con_mayuscula, en_un_renglon
from paac_reportes.textos.remisiones import Remite
from paac_reportes.textos.valores import con_miles, lista, tantas_de

_LARGO = Mm(34)
"""Largo de la barra de la parte que más debía terminar."""
TODO_EL_PLAN = "Todo el plan"
"""Cómo se llama el renglón que cierra una tabla de sus partes."""


def por_componente(analisis: Analisis) -> Iterator[FilaDeParte]:
    """Los renglones de los componentes, en su orden."""
    return _renglones(analisis, analisis.componentes)


def por_dependencia(analisis: Analisis) -> Iterator[FilaDeParte]:
    """Los renglones de las dependencias, de peor a mejor; ninguno si el plan es de una sola."""
    return _renglones(analisis, de_peor_a_mejor(analisis.reparto), de_oficinas=True)


def en_resumen(analisis: Analisis) -> Iterator[FilaDeParte]:
    """Los renglones de las dependencias o, si hay una sola, de los componentes; de peor a mejor."""
    if analisis.reparto:
        return por_dependencia(analisis)
    return _renglones(analisis, de_peor_a_mejor(analisis.componentes))


def total_en_resumen(analisis: Analisis) -> Iterator[FilaDeParte]:
    """El renglón que cierra la tabla del resumen: ``Las 12 dependencias``."""
    oficinas = len(analisis.reparto)
    nombre = f"Las {con_miles(oficinas)} dependencias" if oficinas else TODO_EL_PLAN
    yield _renglon(analisis.todo, nombre)


def total(analisis: Analisis) -> FilaDeParte:
    """El renglón que cierra una tabla de componentes o de dependencias."""
    return _renglon(analisis.todo, TODO_EL_PLAN)


def de_peor_a_mejor(partes: Sequence[Cifras]) -> list[Cifras]:
    """Las partes: primero, las de más vencidas; después, las de más de que no se sabe."""
    return sorted(partes, key=lambda parte: (-vencidas(parte), -parte.cumplimiento.no_se_sabe))


def vencidas(cifras: Cifras) -> int:
    """Cuántas ya pasaron su último día y se declararon sin terminar o nada se dijo de ellas."""
    return cifras.cumplimiento.todas_las_vencidas


def _renglones(
    analisis: Analisis, partes: Sequence[Cifras], *, de_oficinas: bool = False
) -> Iterator[FilaDeParte]:
    """Un renglón por parte del plan, con su barra y lo que más pesa de ella.

    ``de_oficinas``: si las partes son dependencias. La barra se mide ante la que más debía.
    """
    mayor = max((parte.cumplimiento.debian for parte in partes), default=0)
    for parte in partes:
        nombre = oficina_de(parte) if de_oficinas else parte.nombre
        frases = ConTramos(
            _lo_que_pesa(parte, con_oficina=bool(analisis.reparto), nombra=not de_oficinas)
        )
        yield _renglon(parte, nombre, mayor, frases)


def _renglon(cifras: Cifras, nombre: str, mayor: int = 0, dice: str = "") -> FilaDeParte:
    """El renglón de una parte; ``mayor``: lo que debía la que más, para el largo de su barra.

    ``dice``: las frases que van debajo de él.
    """
    cuenta = cifras.cumplimiento
    reportadas, aplican = len(reporte_de(cifras).reportadas), len(cifras.aplican)
    return FilaDeParte(
        nombre=nombre,
        debian=cuenta.debian,
        como_estan=_barra(cuenta, mayor),
        terminadas=cuenta.terminadas,
        terminadas_de=tantas_de(cuenta.terminadas, cuenta.debian),
        vencidas=vencidas(cifras),
        vencidas_sin_reporte=cuenta.vencidas_sin_reporte,
        vencidas_con_reporte=cuenta.vencidas,
        no_se_sabe=cuenta.no_se_sabe,
        reportaron=tantas_de(reportadas, aplican),
        reportadas=reportadas,
        aplican=aplican,
        avance=_avance(cifras),
        dice=dice,
    )


def _barra(cuenta: Cumplimiento, mayor: int) -> ConTramos:
    """La barra de una parte: un pedazo por cuenta, a escala de la parte que más debía."""
    cuentas = {
        "terminadas": cuenta.terminadas,
        "vencidas_sin_reporte": cuenta.vencidas_sin_reporte,
        "vencidas_con_reporte": cuenta.vencidas,
        "no_se_sabe": cuenta.no_se_sabe,
    }
    return ConTramos(
        Barra(Mm(_LARGO * cuantas / mayor), de)
        for de, cuantas in cuentas.items()
        if cuantas and mayor
    )


def _avance(cifras: Cifras) -> str:
    """``89,8 %``, su zona y, debajo, de cuántas se conoce; ``sin dato`` si de ninguna."""
    if cifras.avance is None:
        return SinDato(cifras.avance_en_texto)
    base = f"de {tantas_de(len(cifras.con_avance), len(cifras.aplican))}"
    zona = f", zona {cifras.zona.nombre}" if cifras.zona else ""
    return con_su_valor(f"{cifras.avance_en_texto}{zona}\n{base}", cifras.avance)


# ------------------------------------------------------------------ lo que se dice bajo un renglón
def _lo_que_pesa(cifras: Cifras, *, con_oficina: bool, nombra: bool) -> Iterator[Tramo]:
    """Las frases de una parte, seguidas: lo vencido y lo que no se sabe.

    ``nombra``: si se nombran sus filas; ``con_oficina``: si cada una, con la suya.
    """
    for numero, frase in enumerate(
        _frases_de_parte(cifras, con_oficina=con_oficina, nombra=nombra)
    ):
        if numero:
            yield " "
        yield from frase


def _frases_de_parte(
    cifras: Cifras, *, con_oficina: bool, nombra: bool
) -> Iterator[Sequence[Tramo]]:
    """Las frases de una parte: lo vencido por su nombre, lo que no se sabe y lo que falta.

    De una dependencia no se nombra: sus tablas de lo vencido y de lo que falta van por ellas.
    ``nombra``: si se dicen las filas por su nombre; ``con_oficina``: si cada nombre dice de qué
    oficina es.
    """
    palabras = palabras_de(cifras.aplican)
    pasadas = [(fila, fila.ultimo_dia) for fila in cifras.todas_las_vencidas if nombra]
    if pasadas:
        entrada = palabras.di("{n} vencid@s: ", len(pasadas))
        yield entrada, *_nombres_en_negrita(pasadas, con_oficina=con_oficina, tabla="vencidas"), "."
    yield from ((texto,) for texto in _frases_de_lo_debido(cifras))
    faltan = [(fila, fila.dia_debido) for fila in sin_reporte_por_vencer(cifras) if nombra]
    if faltan:
        entrada = f"Falta reportar {con_miles(len(faltan))}: " if faltan[1:] else "Falta reportar "
        yield entrada, *_nombres_en_negrita(faltan, con_oficina=con_oficina), "."
    se_terminaron = (len(cifras.terminaron), "{n} se [terminó|terminaron] en el período.")
    yield from ((texto,) for texto in palabras.cuentas(se_terminaron))
    yield from ((texto,) for texto in _frase_del_cambio(cifras))


def _frases_de_lo_debido(cifras: Cifras) -> Iterator[str]:
    """Si todo está terminado, o de cuánto no se sabe y por qué."""
    palabras, cuenta = palabras_de(cifras.aplican), cifras.cumplimiento
    if not cifras.aplican:
        yield palabras_de(cifras.filas).di("{Ninguna} aplica.")
    elif not cuenta.debian:
        yield f"{_nada_debia(cifras)}."
    elif cuenta.terminadas == cuenta.debian:
        yield "Está terminado todo lo que debía estarlo."
    yield from palabras.cuentas(
        (cuenta.en_blanco, f"{{n}} va[n] {EN_BLANCO}."),
        (
            cuenta.al_dia_sin_reporte,
            "{n} [estuvo|estuvieron] al día y después no se supo de {ella}.",
        ),
    )


def _frase_del_cambio(cifras: Cifras) -> Iterator[str]:
    """Cuánto subió o bajó el avance en el período, y de cuántas se sabe."""
    periodo = cifras.periodo
    if periodo is not None and periodo.puntos is not None:
        comparables = palabras_de(cifras.aplican).di("{n} comparable[s]", periodo.base)
        yield f"El avance {cambio_de(periodo)} ({comparables}{con_las_corregidas(cifras)})."


def _nombres_en_negrita(
    filas: Sequence[tuple[FilaAnalizada, date | None]], *, con_oficina: bool, tabla: str = ""
) -> Iterator[Tramo]:
    """Los nombres en negrita, cada uno con de quién es y desde cuándo; de cuatro o más, dos.

    De la de primer día a la última; a igual día, en el orden del plan. ``filas``: cada una con su
    día, ``None`` si no lo tiene; ``con_oficina``: si se dice de qué oficina es.
    """
    en_orden = sorted(filas, key=lambda fila_y_dia: fila_y_dia[1] or date.max)
    nombradas = en_orden[: cuantas_se_nombran(len(filas))]
    for numero, (fila, dia) in enumerate(nombradas):
        if numero:
            yield "; "
        yield Enfasis(nombre_corto(fila.fila.identificador, fila.fila.texto), negrita=True)
        de_quien = fila.oficina if con_oficina else ""
        yield f" ({', '.join(filter(None, (de_quien, _frase_desde(fila, dia))))})"
    if restantes := len(filas) - len(nombradas):
        donde = Remite(tabla, antes=", en la ", si_no="") if tabla else ""
        yield f"; y {con_miles(restantes)} más{donde}"


def _frase_desde(fila: FilaAnalizada, dia: date | None) -> str:
    """``desde el 30 de junio`` o ``el día del corte``: cuándo venció o vence una fila.

    Sin un día, su fecha como se escribió.
    """
    if dia is None or fila.corte is None:
        return en_un_renglon(fila.fecha.literal) or "sin fecha"
    if dia == fila.corte:
        return "el día del corte"
    return f"{'desde el' if dia < fila.corte else 'el'} {fecha_breve(dia, fila.corte)}"


# ------------------------------------------------------------------ con qué se titula una tabla
def _nada_debia(*partes: Cifras) -> str:
    """Motivo de que nada debiera estar terminado: no aplica, no ha llegado su día o no lo dice."""
    if no_aplican := debian_y_no_aplican(*partes):
        return no_aplican
    if all(map(sin_dia_exigible, partes)):
        return "Nada de lo que falta tiene un día exigible"
    return "Nada debía estar terminado todavía"


def parte_que_sobresale(
    partes: Sequence[Cifras], todo: Cifras, nombre_de_parte: Callable[[Cifras], str], clase: str
) -> str:
    """``Infraestructura tiene 11 de las 28 vencidas; de 182 no se sabe``.

    ``clase``: cómo se llaman las partes, ``dependencias`` o ``componentes``.
    """
    palabras, cuenta, pasadas = palabras_de(todo.aplican), todo.cumplimiento, vencidas(todo)
    if not cuenta.debian:
        return _nada_debia(todo)
    duda = f"de {con_miles(cuenta.no_se_sabe)} no se sabe" if cuenta.no_se_sabe else ""
    if not pasadas:
        if not duda:
            return "Está terminado todo lo que ya debía estarlo"
        cuales = "{las}" if cuenta.no_se_sabe == cuenta.debian else "{n} {de_las}"
        frase = f"de {cuales} que debía[n] terminar no se sabe"
        return con_mayuscula(palabras.di(frase, cuenta.no_se_sabe, cuenta.debian))
    con_alguna = [parte for parte in partes if vencidas(parte)]
    maximo = max(map(vencidas, con_alguna))
    mayores = [parte for parte in con_alguna if vencidas(parte) == maximo]
    if len(con_alguna) == 1:
        predicado = palabras.di("tiene {las} vencid@s", pasadas)
        sobresale = f"{_como_sujeto(con_alguna[0], nombre_de_parte)} {predicado}"
    elif len(mayores) == 1:
        predicado = palabras.di("tiene {n} {de_las} vencid@s", maximo, pasadas)
        sobresale = f"{_como_sujeto(mayores[0], nombre_de_parte)} {predicado}"
    elif len(con_alguna) <= PARTES_QUE_SE_NOMBRAN:
        quienes = lista([_de_que_parte(parte, nombre_de_parte) for parte in con_alguna])
        sobresale = palabras.di("{Las} vencid@s son {quienes}", pasadas, quienes=quienes)
    else:
        donde = f"en {con_miles(len(con_alguna))} {clase}"
        sobresale = palabras.di("{Las} vencid@s están {en}", pasadas, en=donde)
    return f"{sobresale}; {duda}" if duda else sobresale


def _como_sujeto(parte: Cifras, nombre_de_parte: Callable[[Cifras], str]) -> str:
    """``La Secretaría de Infraestructura``, ``Hacienda`` o ``«4. Atención al Ciudadano»``."""
    nombre = nombre_de_parte(parte)
    return nombre if nombre.startswith("«") else con_mayuscula(con_articulo(nombre))


def _de_que_parte(parte: Cifras, nombre_de_parte: Callable[[Cifras], str]) -> str:
    """``de Hacienda``; de un componente, por su número: ``del componente 4``."""
    nombre, numero = nombre_de_parte(parte), parte.filas[0].componente.numero
    es_componente = nombre.startswith("«") and numero is not None
    return f"del componente\xa0{numero}" if es_componente else con_de(nombre)


def titulo_del_resumen(analisis: Analisis) -> str:
    """Lo que sobresale en la tabla del resumen."""
    if analisis.reparto:
        return parte_que_sobresale(analisis.reparto, analisis.todo, oficina_de, "dependencias")
    return titulo_de_componentes(analisis)


COMPONENTES = Palabras("componente", "componentes", "o")
DEPENDENCIAS = Palabras("dependencia", "dependencias", "a")


def donde_esta_lo_vencido(partes: Sequence[Cifras], palabras: Palabras) -> str:
    """``Lo vencido está en 6 de las 12 dependencias``; si nada venció, de cuántas se duda.

    Vacío si no hay partes.
    """
    if not partes:
        return ""
    con_alguna = sum(bool(vencidas(parte)) for parte in partes)
    con_dudas = sum(bool(parte.cumplimiento.no_se_sabe) for parte in partes)
    if con_alguna:
        return f"Lo vencido está en {_cuantas_de(con_alguna, len(partes), palabras)}"
    if con_dudas:
        de_cuales = _cuantas_de(con_dudas, len(partes), palabras)
        return f"No consta nada vencido, y en {de_cuales} no se sabe de todo lo que debía terminar"
    cuales = _cuantas_de(len(partes), len(partes), palabras)
    if not any(parte.cumplimiento.debian for parte in partes):
        return debian_y_no_aplican(*partes) or f"{_nada_debia(*partes)} en {cuales}"
    return f"Está terminado todo lo que ya debía estarlo en {cuales}"


def _cuantas_de(cuantas: int, total: int, palabras: Palabras) -> str:
    """``6 de las 12 dependencias``, ``los 5 componentes``, ``el único componente``."""
    if cuantas == total:
        return palabras.di("{las} {filas}", total)
    return palabras.di("{n} {de_las} {filas}", cuantas, total)


def titulo_de_componentes(analisis: Analisis) -> str:
    """Lo que sobresale entre los componentes."""
    return parte_que_sobresale(
        analisis.componentes, analisis.todo, lambda parte: f"«{parte.nombre}»", "componentes"
    )


def frase_de_componentes(analisis: Analisis) -> str:
    """``«Rendición de Cuentas» cumple 6 de 7. Las 2 vencidas son de «A» y de «B».``."""
    con_terminadas = [parte for parte in analisis.componentes if parte.cumplimiento.terminadas]
    partes_de = {parte.nombre: parte.cumplimiento.parte or 0 for parte in con_terminadas}
    mejores = [n for n, parte in partes_de.items() if parte == max(partes_de.values())]
    frases = [titulo_de_componentes(analisis)]
    if len(analisis.componentes) > 1 and len(mejores) == 1:
        (mejor,) = (parte for parte in con_terminadas if parte.nombre == mejores[0])
        cuenta = mejor.cumplimiento
        frases.insert(0, f"«{mejor.nombre}» cumple {tantas_de(cuenta.terminadas, cuenta.debian)}")
    return " ".join(f"{frase}." for frase in frases)
