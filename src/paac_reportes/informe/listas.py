"""Las filas de cada cuenta del informe: quien quiera, las recuenta.

En un libro se filtran en su hoja, con lo que hace falta para rehacer cualquier cuenta de una parte.
En papel, cada fila de la matriz lleva la letra de las cuentas en que está.
"""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from paac_reportes import clases
from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.filas import FilaAnalizada, Filas, Vencimiento, sin_las_excluidas
from paac_reportes.formatos.definicion.filas import FilaDeLetra, FilaDeLista
from paac_reportes.grupos import agrupadas
from paac_reportes.informe.cambios import filas_corregidas, filas_de_lo_hecho
from paac_reportes.informe.frases import en_su_genero, palabras_de, reporte_de
from paac_reportes.informe.hallazgos import Hallazgos
from paac_reportes.informe.vencimientos import (
    AL_DIA,
    BAJO_OTRA,
    EN_BLANCO,
    POR_DETERMINAR,
    SIN_DIA,
    componente_en_breve,
    edad_en_dias,
    proximas,
    rotulo_de_lo_que_viene,
    sin_reporte_por_vencer,
)
from paac_reportes.textos.frases import Palabras
from paac_reportes.textos.valores import VERIFICACIONES, como_texto, fecha_larga

_Detalles = Mapping[str, str]
_SIN_DETALLES: _Detalles = {}

# ------------------------------------------------------------------ las cuentas


@clases.frozen
class Cuenta:
    """Las filas que cuenta un número del informe."""

    nombre: str
    """Nombre con las palabras con que se imprime, que concuerdan con las filas del plan."""
    filas: Filas
    letra: str = ""
    """Letra que sus filas llevan en la matriz, ``V``; vacía si la cuenta se saca de otras."""
    detalles: _Detalles = _SIN_DETALLES
    """Detalle que hay que saber de cada fila en esa cuenta, por su ruta."""


def cuentas(hallazgos: Hallazgos) -> Iterator[Cuenta]:
    """Las cuentas que un informe imprime, en su orden, sin las que no tienen ninguna fila."""
    analisis, cifras = hallazgos.analisis, hallazgos.cifras
    palabras = palabras_de(cifras.aplican)
    no_aplican = sin_las_excluidas(cifras.filas, cifras.aplican)
    candidatas = (
        Cuenta("{Todas} l@s {filas} del plan", cifras.filas),
        Cuenta("{Filas} que aplican", cifras.aplican),
        Cuenta("Se declararon no aplicables", no_aplican, "N"),
        *_cuentas_de_reporte(cifras),
        *_cuentas_de_avance(cifras),
        *_cuentas_de_lo_debido(cifras),
        *_cuentas_de_lo_terminado(hallazgos),
        *_cuentas_de_lo_exigible(cifras),
        *_cuentas_de_verificacion(cifras),
        *_cuentas_por_aclarar(hallazgos),
        *_cuentas_de_lo_que_viene(analisis),
        *_cuentas_de_lo_que_cambio(hallazgos),
    )
    return (
        attrs.evolve(cuenta, nombre=palabras.di(cuenta.nombre))
        for cuenta in candidatas
        if cuenta.filas
    )


def _cuentas_de_reporte(cifras: Cifras) -> Iterator[Cuenta]:
    """Las cuentas de las filas por lo que se reportó de ellas en el período."""
    reporte = reporte_de(cifras)
    yield Cuenta("Con reporte en el período", reporte.reportadas, "R")
    yield Cuenta("Con un guion o N/A en el período", reporte.con_guion, "G")
    yield Cuenta("En blanco en el período", reporte.sin_escribir, "B")
    yield Cuenta("Se declararon no aplicables después de terminar", reporte.sin_contar, "U")


def _cuentas_de_avance(cifras: Cifras) -> Iterator[Cuenta]:
    """Las cuentas de lo que tiene avance y de lo que lo cambió; ninguna si de nada se conoce."""
    if not cifras.con_avance:
        return
    yield Cuenta("Con avance conocido", cifras.con_avance, "A")
    yield Cuenta("De {ellas}, con el avance de un corte anterior", cifras.arrastradas)
    sin_terminar = tuple([fila for fila in cifras.aplican if not fila.terminada])
    yield Cuenta("Sin terminar", sin_terminar)
    sin_avance = tuple([fila for fila in sin_terminar if fila.situacion.avance is None])
    yield Cuenta("Sin terminar y sin avance conocido", sin_avance)
    yield Cuenta("Se conocen en este corte y en el anterior", cifras.base_del_periodo)
    primeras = cifras.conocidas_por_primera_vez
    yield Cuenta("Se conocen por primera vez", primeras)
    if cifras.periodo is not None:
        conocidas = {fila.ruta for fila in (*primeras, *cifras.base_del_periodo)}
        vuelven = tuple(fila for fila in cifras.con_avance if fila.ruta not in conocidas)
        if len(vuelven) == cifras.periodo.otra_vez:
            yield Cuenta("Vuelven a conocerse", vuelven)
    yield Cuenta("Subió su avance", cifras.subieron)
    yield Cuenta("Bajó su avance", cifras.bajaron)


def _cuentas_de_lo_debido(cifras: Cifras) -> Iterator[Cuenta]:
    """Las cuentas de lo que debía estar terminado, y de lo que no tiene un día claro."""
    yield Cuenta("Debían estar terminad@s", cifras.debian, "Y")
    de_ese_dia = tuple(fila for fila in cifras.debian if fila.vence_en_el_corte)
    yield Cuenta("Vencían en la fecha del corte", de_ese_dia)
    terminadas = tuple(fila for fila in cifras.debian if fila.terminada)
    yield Cuenta("Terminad@s, de l@s que debían estarlo", terminadas)
    yield Cuenta("Vencid@s", cifras.vencidas, "V")
    yield Cuenta("Vencid@s sin reporte", cifras.vencidas_sin_reporte, "S")
    yield Cuenta(POR_DETERMINAR, cifras.por_determinar, "D")
    yield Cuenta(AL_DIA, cifras.al_dia_sin_reporte, "O")
    en_blanco = cifras.por_vencimiento[Vencimiento.EN_BLANCO]
    yield Cuenta(f"{BAJO_OTRA}, de l@s que debían estar terminad@s", en_blanco)
    no_se_sabe = (*cifras.por_determinar, *cifras.al_dia_sin_reporte, *en_blanco)
    yield Cuenta("No se sabe, de l@s que debían", _en_el_orden_del_plan(cifras, no_se_sabe))
    blancos = cifras.en_blanco_bajo_reporte
    yield Cuenta(EN_BLANCO, blancos, "C")
    yield Cuenta(SIN_DIA, cifras.sin_dia_claro, "F")
    sin_dia = sin_las_excluidas(cifras.sin_dia_claro, blancos)
    if len(sin_dia) < len(cifras.sin_dia_claro):
        yield Cuenta(f"{SIN_DIA}, sin l@s que van en blanco bajo un@ con reporte", sin_dia)


def _cuentas_de_lo_terminado(hallazgos: Hallazgos) -> Iterator[Cuenta]:
    """Las cuentas de lo terminado: en total, en el período, antes de su día y con verificación."""
    cifras = hallazgos.cifras
    yield Cuenta("Terminad@s en total", cifras.terminadas, "T")
    yield Cuenta("Terminaron en el período", cifras.terminaron, "H")
    antes = [*hallazgos.terminadas_antes()]
    yield _con_motivos("Terminad@s antes de su último día", antes)
    yield Cuenta("Terminad@s y verificad@s", cifras.terminadas_verificadas)


def _cuentas_de_lo_exigible(cifras: Cifras) -> Iterator[Cuenta]:
    """Las cuentas de lo que se podía exigir en el corte, y de lo que de ello no se reportó."""
    yield Cuenta("Exigibles", cifras.exigibles, "E")
    yield Cuenta("Sin reporte, de lo exigible", cifras.sin_reporte, "X")
    no_vencidas = sin_reporte_por_vencer(cifras)
    if len(no_vencidas) < len(cifras.sin_reporte):
        yield Cuenta("Sin reporte y no vencid@s", no_vencidas)
    juntas = (*cifras.todas_las_vencidas, *cifras.sin_reporte)
    yield Cuenta("Vencid@s o sin reporte", _en_el_orden_del_plan(cifras, juntas))


def _cuentas_de_verificacion(cifras: Cifras) -> Iterator[Cuenta]:
    """Las cuentas de lo verificado, una por resultado; cada fila, con su nota."""
    revisadas = [(fila, revision) for fila in cifras.filas if (revision := fila.revision)]
    segun = agrupadas([(revision.resultado, (fila, revision)) for fila, revision in revisadas])
    for resultado, nombre in VERIFICACIONES.items():
        con_nota = [(fila, revision.nota or "") for fila, revision in segun.get(resultado, ())]
        yield _con_motivos(f"Evidencias: {nombre.lower()}", con_nota)


def _cuentas_por_aclarar(hallazgos: Hallazgos) -> Iterator[Cuenta]:
    """Las cuentas por aclarar: de contradicciones, de reabiertas y de fechas dudosas."""
    cifras = hallazgos.cifras
    contradicen = [(fila, duda.mensaje) for fila, duda in cifras.contradicciones]
    yield _con_motivos("Con datos que se contradicen", contradicen)
    yield Cuenta("Reabiert@s después de terminad@s", cifras.reabiertas)
    yield _con_motivos("Con una fecha por revisar", cifras.fechas_por_revisar, "Q")


def _cuentas_de_lo_que_viene(analisis: Analisis) -> Iterator[Cuenta]:
    """La cuenta de lo que vence hasta el corte siguiente, si se sabe cuál es."""
    if analisis.siguiente is not None:
        filas = _en_el_orden_del_plan(analisis.todo, proximas(analisis))
        rotulo = rotulo_de_lo_que_viene(analisis, fecha_larga(analisis.siguiente))
        yield Cuenta(rotulo, filas, "P")


def _cuentas_de_lo_que_cambio(hallazgos: Hallazgos) -> Iterator[Cuenta]:
    """Lo que cambió de lo declarado desde el corte anterior, con lo de antes y lo de ahora."""
    if hallazgos.comparacion is None:
        return
    cambios = filas_de_lo_hecho(hallazgos.comparacion)
    por_clase = agrupadas([(clase, (fila, f"{a} → {b}")) for clase, fila, a, b in cambios])
    for clase, filas in por_clase.items():
        yield _con_motivos(f"Cambió desde el corte anterior: {clase.lower()}", filas)
    corregidas = [(fila, f"{a} → {b}") for fila, a, b in filas_corregidas(hallazgos.comparacion)]
    yield _con_motivos("Se corrigió después de publicarse", corregidas)


def _con_motivos(
    nombre: str, motivos: Iterable[tuple[FilaAnalizada, str]], letra: str = ""
) -> Cuenta:
    """La cuenta de unas filas con el motivo de cada una; la repetida va una vez, con todos.

    ``letra``: la que la cuenta lleva en la tabla.
    """
    motivos = tuple(motivos)
    filas = {fila.ruta: fila for fila, _ in motivos}
    por_ruta = agrupadas([(fila.ruta, motivo) for fila, motivo in motivos])
    detalles = {ruta: "; ".join(de_fila) for ruta, de_fila in por_ruta.items()}
    return Cuenta(nombre, tuple(filas.values()), letra, detalles)


# ------------------------------------------------------------------ en un libro


def listas(hallazgos: Hallazgos) -> Iterator[FilaDeLista]:
    """Los renglones de cada cuenta, uno por fila, con lo que hace falta para hallarla."""
    renglones: dict[str, FilaDeLista] = {}
    palabras = palabras_de(hallazgos.cifras.aplican)
    for cuenta in cuentas(hallazgos):
        for fila in cuenta.filas:
            if fila.ruta not in renglones:
                renglones[fila.ruta] = _renglon(fila, hallazgos.cifras.antes_de(fila), palabras)
            yield attrs.evolve(
                renglones[fila.ruta],
                nombre=cuenta.nombre,
                letra=cuenta.letra,
                detalle=cuenta.detalles.get(fila.ruta, ""),
            )


def _renglon(fila: FilaAnalizada, antes: FilaAnalizada | None, palabras: Palabras) -> FilaDeLista:
    """El renglón de una fila en una lista; el nombre, la letra y el detalle se ponen después.

    ``antes``: la misma fila en el corte anterior.
    """
    return FilaDeLista(
        nombre="",
        letra="",
        dependencia=fila.oficina,
        componente=componente_en_breve(fila),
        subcomponente=fila.subcomponente.nombre if fila.subcomponente else None,
        codigo=fila.fila.identificador,
        texto=fila.fila.texto or "(sin descripción)",
        clase=en_su_genero(fila.clase, palabras),
        estado=como_texto(fila.estado) if fila.estado else "",
        ultimo_dia=fila.ultimo_dia,
        dias=edad_en_dias(fila) if fila.ya_vencio else None,
        antes=antes.avance if antes else None,
        avance=fila.avance,
        detalle="",
    )


# ------------------------------------------------------------------ en la matriz


def letras_de(hallazgos: Hallazgos) -> dict[str, str]:
    """Letras de las cuentas en que está cada fila, por su ruta: ``YVE vencida``."""
    letras: dict[str, str] = {}
    for cuenta in cuentas(hallazgos):
        for fila in cuenta.filas if cuenta.letra else ():
            letras[fila.ruta] = letras.get(fila.ruta, "") + cuenta.letra
    vencida = f"vencid{palabras_de(hallazgos.cifras.aplican).vocal}"
    for fila in hallazgos.cifras.todas_las_vencidas:
        letras[fila.ruta] += f" {vencida}"
    return letras


def letras(hallazgos: Hallazgos) -> Iterator[FilaDeLetra]:
    """Qué cuenta cada letra, y cuántas filas la llevan."""
    for cuenta in cuentas(hallazgos):
        if cuenta.letra:
            yield FilaDeLetra(cuenta.letra, cuenta.nombre, len(cuenta.filas))


def _en_el_orden_del_plan(cifras: Cifras, filas: Filas) -> Filas:
    """Las filas, una vez cada una y en el orden del plan."""
    rutas = frozenset([fila.ruta for fila in filas])
    return tuple([fila for fila in cifras.filas if fila.ruta in rutas])
