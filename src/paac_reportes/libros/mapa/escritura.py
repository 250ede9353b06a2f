"""Un mapa de riesgos como hojas: una por cada cosa que lleva, con una fila por cada una.

``libro_del_mapa`` hace el libro de un mapa solo; ``hojas_del_mapa``, las que agrega el libro del
plan que lo lleva, que son las mismas. Debajo, las filas de cada hoja.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from paac_reportes.errores import Aviso
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.xlsx import escribir
from paac_reportes.estructura import desestructurar
from paac_reportes.lectura.archivos import VERSION_DEL_CONTRATO
from paac_reportes.libros.mapa import columnas as k
from paac_reportes.libros.mapa.columnas import ColumnaDelMapa, con_lo_propuesto
from paac_reportes.libros.plan import columnas as c
from paac_reportes.libros.plan.columnas import NOTAS
from paac_reportes.libros.plan.escritura import (
    ESCUDO,
    DatoDelPlan,
    documento_del_libro,
    hoja_de_cambios,
    hoja_de_firmas,
    hoja_de_imagenes,
    hoja_de_sueltos,
    hoja_de_textos,
    retornos_de,
)
from paac_reportes.libros.plan.hojas import Fila, con_extras, hoja_de_tabla
from paac_reportes.maqueta.hojas_de_datos import (
    ColumnaDeDatos,
    HojaDeDatos,
    Llenado,
    Opciones,
    Renglon,
)
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.recorrer import Parada, recorrer
from paac_reportes.modelo.riesgos import MapaDeRiesgos, Proceso, Riesgo, SeguimientoDeRiesgo
from paac_reportes.normativa.riesgos import metodologias
from paac_reportes.textos.limpieza import limpiar
from paac_reportes.textos.plano import en_plano


def libro_del_mapa(mapa: MapaDeRiesgos) -> tuple[bytes, tuple[Aviso, ...]]:
    """Los bytes del ``.xlsx`` y lo que en él no pudo quedar a la letra.

    ``ErrorDeEntrada`` con cada texto que no cabe en su celda.
    """
    limpio, avisos = limpiar(mapa)
    escritura = Escritura()
    titulo = f"Mapa de riesgos {mapa.vigencia or ''}".strip()
    propiedades = (
        ("paac.clase", k.CLASE),
        ("paac.version_contrato", str(VERSION_DEL_CONTRATO)),
    )
    documento = documento_del_libro(
        titulo, mapa.entidad.nombre, propiedades, hojas_del_libro(limpio)
    )
    contenido = escribir(documento, escritura)
    return contenido, (*avisos, *retornos_de(mapa), *escritura.avisos)


def hojas_del_libro(mapa: MapaDeRiesgos) -> Iterator[HojaDeDatos]:
    """Las de un mapa solo, con sus textos limpios."""
    yield _hoja_de_instrucciones()
    yield from hojas_del_mapa(mapa)


# ------------------------------------------------------------------ cómo se llena
_PASOS = (
    (
        "Este libro es el mapa de riesgos. Llénelo en Excel, LibreOffice o Google Sheets y guárdelo"
        " como .xlsx."
    ),
    (
        "1. En Mapa de riesgos, revise la entidad, la vigencia y la metodología: de ella son los"
        " niveles que las listas proponen."
    ),
    "2. En Procesos, escriba los procesos y quién los lidera.",
    "3. En Riesgos, una fila por riesgo, con su proceso y su referencia: R1, R2…",
    (
        "4. En las demás hojas, una fila por causa, control o acción. La primera columna, Riesgo,"
        " es la referencia: así se sabe de cuál es, aunque ordene, filtre o agregue filas."
    ),
    "5. Revise que todo se entiende con: paac-reportes validar mapa.xlsx",
    (
        "Una celda en blanco es un dato que no se tiene, que no es «no» ni 0. Lo escrito queda a la"
        " letra: un nivel o una zona nunca se cambia por el que se calcula. Si cambia la referencia"
        " de un riesgo, cámbiela en todas las hojas."
    ),
)
QUE_VA_EN_CADA_HOJA: tuple[tuple[str, str], ...] = (
    (k.MAPA, "La entidad, la vigencia y la metodología con que se valoró."),
    (k.PROCESOS, "Los procesos de la entidad y quién los lidera."),
    (k.RIESGOS, "Los riesgos, con su valoración antes y después de los controles."),
    (k.CAUSAS, "Las causas, las consecuencias y los factores de cada riesgo, una por fila."),
    (k.CONTROLES, "Los controles de cada riesgo, en su orden."),
    (k.CRITERIOS, "Lo que se respondió de cada control, si la metodología lo pregunta."),
    (k.ACCIONES, "Las acciones de cada riesgo: del control, de tratamiento o de contingencia."),
    (k.CUESTIONARIO, "Las respuestas con que se mide el impacto de un riesgo de corrupción."),
    (k.DEL_MAPA, "Lo que control interno dice del mapa entero en cada corte."),
    (k.DE_RIESGOS, "Lo que alguien dijo de un riesgo en un corte."),
    (k.DE_CONTROLES, "Lo que en ese corte se halló de cada control."),
    (k.FIRMAS, "Quien elabora, revisa y aprueba el mapa."),
    (k.CAMBIOS, "Las versiones del mapa."),
    (k.TEXTOS, "Los párrafos de un informe; puede quedar en blanco."),
)


def _hoja_de_instrucciones() -> HojaDeDatos:
    return HojaDeDatos(
        nombre=c.INSTRUCCIONES,
        columnas=(
            ColumnaDeDatos(rotulo="Hoja", ancho=Mm(55)),
            ColumnaDeDatos(rotulo="Qué va en ella", ancho=Mm(150)),
        ),
        filas=QUE_VA_EN_CADA_HOJA,
        llenado=Llenado(
            arriba=(
                Renglon(contenido="Cómo se llena este libro", estilo="titulo"),
                *(Renglon(contenido=paso) for paso in _PASOS),
            )
        ),
    )


# ------------------------------------------------------------------ las hojas
_DE_SOBRA = 40
_POCAS = 15


def hojas_del_mapa(mapa: MapaDeRiesgos) -> Iterator[HojaDeDatos]:
    """Todas, con una fila por cada cosa que el mapa trae."""
    riesgos = recorrer(mapa, Riesgo)
    claves = claves_de(riesgos)
    yield hoja_de_sueltos(k.MAPA, "Datos del mapa de riesgos", DATOS_DEL_MAPA, _sin_listas(mapa))
    yield _hoja(k.PROCESOS, k.DE_PROCESOS, _de_procesos(mapa), mapa, fijas=1)
    yield _de_riesgos(mapa, riesgos, claves)
    filas = _Filas(riesgos, claves)
    yield _hoja(k.CAUSAS, k.DE_CAUSAS, filas.de_causas(), mapa, fijas=1)
    yield _hoja(k.CONTROLES, k.DE_LOS_CONTROLES, filas.de_controles(), mapa, fijas=3)
    yield _hoja(k.CRITERIOS, k.DE_CRITERIOS, filas.de_criterios(), mapa, _POCAS)
    yield _hoja(k.ACCIONES, k.DE_ACCIONES, filas.de_acciones(), mapa, fijas=2)
    yield _hoja(k.CUESTIONARIO, k.con_preguntas(mapa), filas.del_cuestionario(), mapa, _POCAS, 1)
    yield _del_mapa_entero(mapa)
    yield _hoja(k.DE_RIESGOS, k.DEL_SEGUIMIENTO, filas.de_seguimientos(), mapa, _POCAS, 3)
    yield _hoja(k.DE_CONTROLES, k.DE_LOS_SEGUIDOS, filas.de_seguidos(), mapa, _POCAS, 3)
    yield hoja_de_firmas(mapa, k.FIRMAS)
    yield hoja_de_cambios(mapa, k.CAMBIOS)
    yield hoja_de_textos(mapa, k.TEXTOS)
    imagenes = hoja_de_imagenes(mapa, k.IMAGENES)
    if imagenes is not None:
        yield imagenes


_ARRIBA: Mapping[str, str] = {
    k.PROCESOS: "Una fila por proceso. Los nombres de aquí son los que se escogen en Riesgos.",
    k.RIESGOS: "Una fila por riesgo. Con su referencia lo nombran las demás hojas.",
    k.CAUSAS: "Una fila por cada una. El número de la causa es el que nombra el control.",
    k.CONTROLES: "Una fila por control, en el orden en que actúan.",
    k.CRITERIOS: "Una fila por criterio de un control. Si la metodología no pregunta, no se llena.",
    k.ACCIONES: "Una fila por acción.",
    k.CUESTIONARIO: "Una fila por riesgo de corrupción. Al señalar una celda se lee la pregunta.",
    k.DEL_MAPA: "Una fila por corte.",
    k.DE_RIESGOS: "Una fila por riesgo, corte y quien lo sigue.",
    k.DE_CONTROLES: "Una fila por control, con el riesgo, el corte y quien lo sigue.",
}


def _hoja(  # noqa: PLR0913, PLR0917 - cómo es cada una
    nombre: str,
    columnas: Sequence[ColumnaDelMapa],
    filas: Iterable[Fila],
    mapa: MapaDeRiesgos,
    de_sobra: int = _DE_SOBRA,
    fijas: int = 0,
) -> HojaDeDatos:
    arriba = (
        Renglon(contenido=nombre, estilo="titulo"),
        Renglon(contenido=_ARRIBA[nombre], estilo="nota"),
    )
    llenado = Llenado(arriba=arriba, preparadas=de_sobra, fijas=fijas)
    return hoja_de_tabla(nombre, con_lo_propuesto(columnas, mapa), list(filas), llenado)


_DE_LA_ENTIDAD, *_DEMAS_DE_LA_ENTIDAD = CATALOGO.datos("entidad")
_DEL_MAPA = tuple(
    dato.removeprefix("mapa.")
    for dato in CATALOGO.datos("mapa")
    if dato not in {"mapa.entidad", "mapa.textos"}
)


def _datos_del_mapa() -> Iterator[DatoDelPlan]:
    de_la_entidad = [d for d in (_DE_LA_ENTIDAD, *_DEMAS_DE_LA_ENTIDAD) if d != "entidad.extras"]
    primero, *demas = de_la_entidad
    for dato in (primero, *_DEL_MAPA, *demas):
        es_suyo = dato in _DEL_MAPA
        campo = CATALOGO[f"mapa.{dato}" if es_suyo else dato]
        regla = c.regla_de(dato) if not es_suyo or dato in {"vigencia", "regimen"} else None
        if dato == "metodologia":
            regla = Opciones(valores=tuple(metodologias()), otras=True)
        yield DatoDelPlan(
            ruta=dato, rotulo=campo.rotulo, ayuda=campo.ayuda or campo.dice, regla=regla
        )


DATOS_DEL_MAPA = tuple(_datos_del_mapa())
"""Los que siempre están; los extras van con su ruta."""


def _sin_listas(mapa: MapaDeRiesgos) -> dict[str, Any]:
    """Lo del mapa que no tiene hoja propia; los extras, con su clase."""
    datos: dict[str, Any] = desestructurar(mapa)
    for otra in ("procesos", "seguimientos", "firmas", "control_cambios", "textos"):
        datos.pop(otra, None)
    if mapa.entidad.escudo is not None:
        datos["entidad"]["escudo"] = c.EN_EL_LIBRO.format(ESCUDO)
    if mapa.entidad.extras:
        datos["entidad"]["extras"] = dict(mapa.entidad.extras)
    if mapa.extras:
        datos["extras"] = dict(mapa.extras)
    return datos


def _en_celdas(objeto: Any, columnas: Iterable[ColumnaDelMapa]) -> Fila:
    """Lo que el objeto dice en cada columna; el que está y nada dice se anota."""
    suyas = [columna for columna in columnas if columna.paso]
    fila: Fila = {columna.dato: k.en_su_celda(columna, objeto) for columna in suyas}
    dentro = dict.fromkeys(columna.paso[0] for columna in suyas if len(columna.paso) > 1)
    callados = [
        campo
        for campo in dentro
        if getattr(objeto, campo) is not None
        and all(fila[u.dato] in (None, "") for u in suyas if u.paso[0] == campo)
    ]
    return fila | {NOTAS: callados}


def _de_extras(raiz: str, objeto: Any) -> Fila:
    return {f"{raiz}.extras.{nombre}": valor for nombre, valor in objeto.extras.items()}


def _de_procesos(mapa: MapaDeRiesgos) -> Iterator[Fila]:
    for proceso, cual in zip(mapa.procesos, _cual_de_los_iguales(mapa), strict=True):
        fila = _en_celdas(proceso, k.DE_PROCESOS)
        yield fila | {NOTAS: [*fila[NOTAS], *cual]}


def _cual_de_los_iguales(mapa: MapaDeRiesgos) -> list[list[str]]:
    """De cada proceso, qué lo distingue de otro que se llama igual."""
    veces: Counter[str] = Counter()
    notas = []
    for proceso in mapa.procesos:
        antes = veces[proceso.nombre]
        notas.append([f"proceso#{antes}"] if antes else [])
        veces[proceso.nombre] += 1
    return notas


def claves_de(riesgos: Sequence[Parada]) -> dict[str, str]:
    """Por la ruta de un riesgo, cómo lo nombran las otras hojas: su referencia, si basta."""
    veces = Counter(en_plano(lugar.objeto.referencia or "") for lugar in riesgos)
    return {
        lugar.ruta: (
            lugar.objeto.referencia
            if _sirve(lugar.objeto.referencia, veces)
            else f"(riesgo {numero})"
        )
        for numero, lugar in enumerate(riesgos, 1)
    }


def _sirve(referencia: str | None, veces: Mapping[str, int]) -> bool:
    """Si es de uno solo y en una celda se lee igual."""
    plano = en_plano(referencia or "")
    return (
        bool(plano)
        and referencia is not None
        and " ".join(referencia.split()) == referencia
        and veces[plano] == 1
        and not plano.startswith("(riesgo ")
    )


def _de_riesgos(
    mapa: MapaDeRiesgos, riesgos: Sequence[Parada], claves: Mapping[str, str]
) -> HojaDeDatos:
    """La clave va a la vista sólo si a alguno no le basta su referencia."""
    hacen_falta = any(claves[lugar.ruta] != lugar.objeto.referencia for lugar in riesgos)
    columnas = [u for u in k.DE_LOS_RIESGOS if u.dato != k.CLAVE or hacen_falta]
    extras = dict.fromkeys(nombre for lugar in riesgos for nombre in lugar.objeto.extras)
    rutas = (lugar.ruta for lugar in recorrer(mapa, Proceso))
    de_cada = dict(zip(rutas, _cual_de_los_iguales(mapa), strict=True))
    filas = []
    for lugar in riesgos:
        clave, proceso = claves[lugar.ruta], lugar.dentro_de
        assert proceso is not None  # noqa: S101 - un riesgo está en un proceso
        fila = _en_celdas(lugar.objeto, columnas) | _de_extras("riesgo", lugar.objeto)
        fila[k.PROCESO] = proceso.objeto.nombre
        if hacen_falta:
            fila[k.CLAVE] = clave
        notas = [*fila[NOTAS], *de_cada[proceso.ruta], f"{k.RIESGO}={clave}"]
        filas.append(fila | {NOTAS: notas})
    llenado = Llenado(
        arriba=(
            Renglon(contenido="Riesgos", estilo="titulo"),
            Renglon(contenido=_ARRIBA[k.RIESGOS], estilo="nota"),
        ),
        preparadas=_DE_SOBRA,
        fijas=3 if hacen_falta else 2,
    )
    todas = (*con_lo_propuesto(columnas, mapa), *con_extras("riesgo", list(extras)))
    return hoja_de_tabla(k.RIESGOS, todas, filas, llenado)


def _del_mapa_entero(mapa: MapaDeRiesgos) -> HojaDeDatos:
    raiz = "seguimiento_del_mapa"
    extras = dict.fromkeys(nombre for suyo in mapa.seguimientos for nombre in suyo.extras)
    columnas = (*k.DEL_SEGUIMIENTO_DEL_MAPA, *con_extras(raiz, list(extras)))
    filas = [
        _en_celdas(suyo, k.DEL_SEGUIMIENTO_DEL_MAPA) | _de_extras(raiz, suyo)
        for suyo in mapa.seguimientos
    ]
    arriba = (
        Renglon(contenido=k.DEL_MAPA, estilo="titulo"),
        Renglon(contenido=_ARRIBA[k.DEL_MAPA], estilo="nota"),
    )
    return hoja_de_tabla(
        k.DEL_MAPA, columnas, filas, Llenado(arriba=arriba, preparadas=_POCAS, fijas=1)
    )


class _Filas:
    """Las de las hojas que dicen de qué riesgo es cada cosa."""

    def __init__(self, riesgos: Sequence[Parada], claves: Mapping[str, str]) -> None:
        self._riesgos: list[tuple[str, Riesgo]] = [
            (claves[lugar.ruta], lugar.objeto) for lugar in riesgos
        ]

    def de_causas(self) -> Iterator[Fila]:
        """Las causas con su número; las consecuencias y los factores, con su texto."""
        for clave, riesgo in self._riesgos:
            for numero, causa in enumerate(riesgo.causas, 1):
                suya = {k.RIESGO: clave, k.QUE_ES: "Causa", k.NUMERO: str(numero)}
                yield suya | _en_celdas(causa, k.DE_CAUSAS)
            for que_es, textos in (
                ("Consecuencia", riesgo.consecuencias),
                ("Factor", riesgo.factores),
            ):
                for texto in textos:
                    yield {k.RIESGO: clave, k.QUE_ES: que_es, "causa.texto": texto}

    def de_controles(self) -> Iterator[Fila]:
        """Cada uno con las causas que ataca, y su lugar si no lleva número."""
        for clave, riesgo in self._riesgos:
            por_lugar = nombres_de_controles(riesgo) is None
            for lugar, control in enumerate(riesgo.controles, 1):
                fila = _en_celdas(control, k.DE_LOS_CONTROLES)
                ataca = ", ".join(map(str, control.causas_que_ataca)) or None
                notas = [*fila[NOTAS], *([f"control#{lugar}"] if por_lugar else [])]
                yield {k.RIESGO: clave} | fila | {k.CAUSAS_QUE_ATACA: ataca, NOTAS: notas}

    def de_criterios(self) -> Iterator[Fila]:
        """Lo que se respondió de cada control."""
        for clave, riesgo in self._riesgos:
            nombres = nombres_de_controles(riesgo)
            for lugar, control in enumerate(riesgo.controles):
                cual = nombres[lugar] if nombres else str(lugar + 1)
                for criterio, respuesta in control.criterios.items():
                    fila = {k.RIESGO: clave, k.CONTROL: cual}
                    yield fila | {k.CRITERIO: criterio, k.RESPUESTA: respuesta}

    def de_acciones(self) -> Iterator[Fila]:
        """Las de cada riesgo, en su orden."""
        for clave, riesgo in self._riesgos:
            for accion in riesgo.acciones:
                yield {k.RIESGO: clave} | _en_celdas(accion, k.DE_ACCIONES)

    def del_cuestionario(self) -> Iterator[Fila]:
        """Las respuestas de cada riesgo que las tiene."""
        for clave, riesgo in self._riesgos:
            if riesgo.cuestionario:
                respuestas = {
                    f"cuestionario.{pregunta}": k.como_se_escoge(dicho)
                    for pregunta, dicho in riesgo.cuestionario.items()
                }
                yield {k.RIESGO: clave} | respuestas

    def de_seguimientos(self) -> Iterator[Fila]:
        """Uno por riesgo, corte y quien; debajo, las evidencias que no caben en un renglón."""
        for clave, seguimiento in self._seguimientos():
            fila = {k.RIESGO: clave} | _en_celdas(seguimiento, k.DEL_SEGUIMIENTO)
            evidencias = seguimiento.evidencias
            caben = all(una.splitlines() == [una.strip()] for una in evidencias)
            yield fila | {k.EVIDENCIAS: ("\n".join(evidencias) or None) if caben else None}
            de_quien = {dato: fila[dato] for dato in _DE_QUIEN}
            for una in () if caben else evidencias:
                yield de_quien | {k.EVIDENCIAS: una, NOTAS: [ENTERA]}

    def de_seguidos(self) -> Iterator[Fila]:
        """Los controles de cada seguimiento."""
        for clave, seguimiento in self._seguimientos():
            de_quien = _en_celdas(seguimiento, k.DE_LOS_SEGUIDOS[1:3])
            for seguido in seguimiento.controles:
                yield {k.RIESGO: clave} | de_quien | _en_celdas(seguido, k.DE_LOS_SEGUIDOS[3:])

    def _seguimientos(self) -> Iterator[tuple[str, SeguimientoDeRiesgo]]:
        for clave, riesgo in self._riesgos:
            for seguimiento in riesgo.seguimientos:
                yield clave, seguimiento


_DE_QUIEN = (k.RIESGO, "seguimiento_de_riesgo.corte", "seguimiento_de_riesgo.quien")
ENTERA = "evidencia"
"""La nota de la fila cuya evidencia es una sola, con todos sus renglones."""


def nombres_de_controles(riesgo: Riesgo) -> list[str] | None:
    """El número de cada control, si todos lo llevan y ninguno se repite."""
    numeros = [control.numero for control in riesgo.controles]
    hay = [numero for numero in numeros if numero is not None and numero.strip() == numero != ""]
    distintos = len({en_plano(numero) for numero in hay}) == len(numeros) == len(hay)
    return hay if distintos and numeros else None
