"""De las filas reconocidas a lo nuevo y lo que no cuadra, fila por fila del plan.

Al final, lo que conviene saber de cómo volvió cada libro, y que no pide una decisión.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.grupos import agrupadas
from paac_reportes.libros.captura.celdas import RenglonDeLibro
from paac_reportes.libros.captura.copias import copias_de, la_ultima, por_que
from paac_reportes.libros.captura.filas import FilaDeCaptura
from paac_reportes.libros.captura.huellas import huella_del_reporte
from paac_reportes.libros.captura.lectura import FilaReportada, LibroLeido, lugares_de
from paac_reportes.libros.captura.reconocimiento import (
    Base,
    LibroReconocido,
    Reconocida,
    diferencias,
)
from paac_reportes.libros.captura.reportes import ReporteDeFila
from paac_reportes.libros.captura.resultado import (
    BASE,
    ClaseDeConflicto,
    Conflicto,
    Nueva,
    VersionEnConflicto,
)
from paac_reportes.libros.captura.tablas import TablaDeCaptura, tablas_de
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.recorrer import fuera_de_orden

SALIO_CON = "Salió junto a"
"""Como qué celda se dice la fila de que era un reporte movido."""


class DeUnLibro(Protocol):
    """Un renglón que llegó en un libro, y el lugar de éste entre los demás."""

    @property
    def fila(self) -> RenglonDeLibro:
        """El renglón."""

    @property
    def orden(self) -> int:
        """El de su libro."""


L = TypeVar("L", bound=DeUnLibro)


@clases.frozen(kw_only=True, eq=False)
class Llegada:
    """Una fila que llegó y el lugar de su libro entre los demás."""

    reconocida: Reconocida
    orden: int
    base_igual: bool
    """Si la base entera es la misma de cuando salió el libro."""

    @property
    def fila(self) -> FilaReportada:
        """La del libro."""
        return self.reconocida.fila


@clases.frozen(kw_only=True, eq=False)
class Disputa:
    """Un conflicto y lo que haría cada opción."""

    conflicto: Conflicto
    reportes: Mapping[str, ReporteDeFila]
    """El que cada opción deja en la fila, o en la recomendación."""
    textos: Mapping[str, Mapping[str, str]] = attrs.Factory(dict)
    """Los campos del plan que cada opción cambia."""


def nueva_o_disputa(
    ruta: str, llegadas: Sequence[Llegada], base: Base
) -> Iterator[Nueva | Disputa]:
    """Lo que de una fila de la base traen los libros: nada, un reporte nuevo o un conflicto."""
    fila = base.filas[ruta]
    actual = fila.reporte
    distintas = _distintas(llegadas, actual)
    if all(llegada.fila.reporte.comparable == actual.comparable for llegada in distintas):
        return
    clase = _clase(distintas, actual)
    if clase is None:
        llegada = distintas[0]
        yield Nueva(
            ruta=ruta,
            dependencia=base.oficina_de(ruta),
            nombre=fila.nombre,
            libro=llegada.fila.libro,
            lugar=llegada.fila.lugar,
            reporte=(reporte := llegada.fila.reporte.sobre(actual)),
            antes=actual,
            valores={r: dicho for r, dicho in llegada.fila.como_se_lee(reporte).items() if dicho},
        )
    else:
        yield _disputa_de_reportes(clase, ruta, distintas, base)


def _distintas(llegadas: Sequence[Llegada], actual: ReporteDeFila) -> list[Llegada]:
    """Una por cada reporte que no es el que ya iba en el libro.

    También el que la base ya tomó: si otro libro dice otra cosa, entre los dos se escogió.
    """
    por_contenido: dict[tuple[str, ...], Llegada] = {}
    # Si su oficina y otra dicen lo mismo, lo dijo su oficina.
    for llegada in sorted(llegadas, key=lambda llegada: llegada.reconocida.ajena):
        reporte = llegada.fila.reporte
        identificacion = llegada.fila.identificacion
        # De una fila sin identificación no se sabe cómo salió: se supone que como está la base.
        como_iba = identificacion.reporte if identificacion else huella_del_reporte(actual)
        if huella_del_reporte(reporte) != como_iba:
            por_contenido.setdefault(reporte.comparable, llegada)
    return list(por_contenido.values())


def _clase(distintas: Sequence[Llegada], actual: ReporteDeFila) -> ClaseDeConflicto | None:
    """Por qué no se puede decidir; ``None`` si se puede."""
    if len(distintas) > 1:
        libros = {llegada.fila.libro for llegada in distintas}
        return "dos_libros" if len(libros) > 1 else "fila_repetida"
    llegada = distintas[0]
    reconocida, identificacion = llegada.reconocida, llegada.fila.identificacion
    otro_reporte = identificacion is not None and identificacion.reporte != huella_del_reporte(
        actual
    )
    por: tuple[tuple[ClaseDeConflicto, bool], ...] = (
        ("fila_confundida", reconocida.via == "confundida"),
        ("fila_de_otra_oficina", reconocida.ajena),
        ("reporte_movido", bool(reconocida.movida)),
        ("base_cambiada", reconocida.via == "cambiada" or otro_reporte),
        ("borrado", llegada.fila.reporte.borra(actual)),
    )
    return next((clase for clase, es in por if es), None)


def _disputa_de_reportes(
    clase: ClaseDeConflicto, ruta: str, llegadas: Sequence[Llegada], base: Base
) -> Disputa:
    fila = base.filas[ruta]
    actual = fila.reporte
    opciones = opciones_de(llegadas)
    versiones = [VersionEnConflicto(opcion=BASE, valores=llegadas[0].fila.como_se_lee(actual))]
    for opcion, llegada in opciones.items():
        versiones.append(version_de(opcion, llegada, llegada.fila.reporte))
    if clase in {"base_cambiada", "fila_confundida"}:
        versiones = _con_el_texto(versiones, llegadas[0].fila, fila)
    if clase == "reporte_movido":
        versiones = _con_la_fila(versiones, llegadas[0].reconocida.movida, base)
    conflicto = _conflicto(clase, fila, versiones, base)
    reportes = {opcion: llegada.fila.reporte.sobre(actual) for opcion, llegada in opciones.items()}
    return Disputa(conflicto=conflicto, reportes=reportes)


def version_de(opcion: str, llegada: DeUnLibro, reporte: ReporteDeFila) -> VersionEnConflicto:
    """El lado de un libro que deja ese reporte."""
    return VersionEnConflicto(
        opcion=opcion,
        lugar=llegada.fila.lugar,
        valores=llegada.fila.como_se_lee(reporte),
        orden=llegada.orden,
        libro=llegada.fila.libro,
    )


def _con_el_texto(
    versiones: list[VersionEnConflicto], del_libro: FilaReportada, de_la_base: FilaDeCaptura
) -> list[VersionEnConflicto]:
    """Con lo que la base y el libro dicen del plan, donde ya no es lo mismo."""
    rotulos = del_libro.tabla.rotulos
    distintos = diferencias(del_libro, de_la_base)
    lados = [{rotulos[dato]: par[lado] for dato, par in distintos.items()} for lado in (0, 1)]
    return [
        attrs.evolve(version, valores={**lados[min(numero, 1)], **version.valores})
        for numero, version in enumerate(versiones)
    ]


def _con_la_fila(
    versiones: list[VersionEnConflicto], salio_con: str, base: Base
) -> list[VersionEnConflicto]:
    """Con la fila de que era lo escrito, en el lado del libro."""
    [de_la_base, del_libro] = versiones
    de_quien = base.filas[salio_con].nombre if salio_con in base.filas else "no se sabe"
    return [
        de_la_base,
        attrs.evolve(del_libro, valores={SALIO_CON: de_quien, **del_libro.valores}),
    ]


def disputas_de_texto(ruta: str, llegadas: Sequence[Llegada], base: Base) -> Iterator[Disputa]:
    """Un conflicto si algún libro trae cambiado un texto del plan que en la base es el de antes."""
    fila = base.filas[ruta]
    cambiadas: dict[tuple[tuple[str, str], ...], tuple[Llegada, dict[str, tuple[str, str]]]] = {}
    for llegada in llegadas:
        if llegada.reconocida.via != "igual":
            continue
        distintos = _del_libro(llegada, fila)
        if distintos:
            clave = tuple((dato, par[1]) for dato, par in distintos.items())
            cambiadas.setdefault(clave, (llegada, distintos))
    if not cambiadas:
        return
    yield _disputa_de_textos(fila, dict(cambiadas.values()), base)


def _del_libro(llegada: Llegada, fila: FilaDeCaptura) -> dict[str, tuple[str, str]]:
    """Las diferencias que puso la oficina; los nombres de arriba los pudo cambiar la base."""
    datos_de_la_fila = {columna.dato for columna in llegada.fila.columnas if columna.de_la_fila}
    return {
        dato: par
        for dato, par in diferencias(llegada.fila, fila).items()
        if dato in datos_de_la_fila or llegada.base_igual
    }


def _disputa_de_textos(
    fila: FilaDeCaptura,
    cambiadas: Mapping[Llegada, Mapping[str, tuple[str, str]]],
    base: Base,
) -> Disputa:
    columnas = fila.tabla.por_dato
    datos = list(dict.fromkeys(dato for distintos in cambiadas.values() for dato in distintos))
    en_la_base = {columnas[dato].rotulo: fila.se_ve[dato] for dato in datos}
    versiones = [VersionEnConflicto(opcion=BASE, valores=en_la_base)]
    textos: dict[str, Mapping[str, str]] = {}
    for opcion, llegada in opciones_de([*cambiadas]).items():
        distintos = cambiadas[llegada]
        textos_vistos = {columnas[dato].rotulo: llegada.fila.vistos.get(dato, "") for dato in datos}
        lado = version_de(opcion, llegada, llegada.fila.reporte)
        lugar = llegada.fila.lugares[next(iter(distintos))]
        versiones.append(attrs.evolve(lado, lugar=lugar, valores=textos_vistos))
        textos[opcion] = {dato.rpartition(".")[2]: par[1] for dato, par in distintos.items()}
    conflicto = _conflicto("texto_cambiado", fila, versiones, base)
    # De lo que no es texto, lo que la oficina escribió no se lee como dato: se corrige en la base.
    se_escoge = fila.tabla.captura.se_corrige and all(
        columnas[dato].de_la_fila and CATALOGO.tipo(dato) is str for dato in datos
    )
    return Disputa(
        conflicto=attrs.evolve(conflicto, se_escoge=se_escoge), reportes={}, textos=textos
    )


def disputa_de_retirada(llegada: Llegada, base: Base) -> Disputa | None:
    """El conflicto de una fila reportada que la base ya no tiene; nada si venía como salió."""
    fila, identificacion = llegada.fila, llegada.fila.identificacion
    if identificacion is None or huella_del_reporte(fila.reporte) == identificacion.reporte:
        return None
    rotulos = fila.tabla.rotulos
    textos_vistos = {rotulos[dato]: texto for dato, texto in fila.vistos.items() if texto}
    version = version_de(fila.libro, llegada, fila.reporte)
    versiones = (
        VersionEnConflicto(opcion=BASE, valores={}),
        attrs.evolve(version, valores={**textos_vistos, **version.valores}),
    )
    return Disputa(
        conflicto=Conflicto(
            id=id_de("fila_retirada", identificacion.breve, versiones),
            clase="fila_retirada",
            ruta=identificacion.ruta,
            dependencia=base.oficina_de(identificacion.ruta),
            nombre=" ".join(list(textos_vistos.values())[:3]),
            versiones=versiones,
            se_escoge=False,
        ),
        reportes={},
    )


def _conflicto(
    clase: ClaseDeConflicto,
    fila: FilaDeCaptura,
    versiones: Sequence[VersionEnConflicto],
    base: Base,
) -> Conflicto:
    return Conflicto(
        id=id_de(clase, fila.lugar.breve, versiones),
        clase=clase,
        ruta=fila.ruta,
        dependencia=base.oficina_de(fila.ruta),
        nombre=fila.nombre,
        versiones=tuple(versiones),
    )


def id_de(
    clase: str, breve: str, versiones: Sequence[VersionEnConflicto], de_cual: str = ""
) -> str:
    """No depende del orden de los libros, y cambia si cambia lo que uno de los lados dice.

    ``de_cual``: lo que nombra a aquello de que es, si su lugar no basta.
    """
    lados = [(v.opcion, sorted(v.valores.items())) for v in versiones]
    contenido = repr((de_cual, lados) if de_cual else lados)
    huella = hashlib.sha256(contenido.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{clase}-{breve}-{huella}"


def opciones_de(llegadas: Sequence[L]) -> dict[str, L]:
    """Cada lado por el nombre de su libro; dos del mismo, además por su lugar."""
    libros = [llegada.fila.libro for llegada in llegadas]
    nombradas = {
        (fila.libro if libros.count(fila.libro) == 1 else f"{fila.libro}, {fila.lugar}"): llegada
        for llegada in llegadas
        if (fila := llegada.fila)
    }
    return dict(sorted(nombradas.items()))


def avisos_de_libro(reconocido: LibroReconocido, base: Base) -> Iterator[Aviso]:
    """Las filas de otra oficina, las movidas y las borradas."""
    libro, filas = reconocido.libro, reconocido.filas
    lugar = f"libro «{libro.nombre}»"
    yield from _ajenas(lugar, filas, base)
    movidas = _movidas([r for r in filas if not r.ajena], base)
    if movidas:
        nombres = _nombres(movidas, base)
        motivo = f"{_filas(len(movidas))} en otro orden, y se reconocieron: {nombres}"
        yield Aviso("filas_movidas", lugar, motivo)
    yield from _reportes_movidos(lugar, filas)
    borradas = _borradas(reconocido, base)
    for tabla, rutas in _sin_hoja(libro, borradas, base).items():
        es_una = len(rutas) == 1
        cuantas, estan = _filas(len(rutas)), "está" if es_una else "están"
        motivo = (
            f"no está la hoja «{tabla.hoja.titulo}», o no trae sus filas: {cuantas} de la base no"
            f" {estan} en el libro, y {'queda' if es_una else 'quedan'} como en ella"
        )
        yield Aviso("hoja_faltante", lugar, motivo)
        borradas = [ruta for ruta in borradas if ruta not in rutas]
    if borradas:
        verbo = "no está" if len(borradas) == 1 else "no están"
        motivo = (
            f"{_filas(len(borradas))} de la base {verbo} en el libro: {_nombres(borradas, base)}"
        )
        yield Aviso("filas_borradas", lugar, motivo)


def _reportes_movidos(lugar: str, filas: Sequence[Reconocida]) -> Iterator[Aviso]:
    """Los que no están junto a la fila con que salieron."""
    filas_movidas = [r.fila for r in filas if r.movida and not r.fila.reporte.en_blanco]
    if filas_movidas:
        es_una = len(filas_movidas) == 1
        cuantos_no_estan = (
            "un reporte no está" if es_una else f"{len(filas_movidas)} reportes no están"
        )
        motivo = (
            f"{cuantos_no_estan} junto a la fila con que {'salió' if es_una else 'salieron'} del"
            " libro, como cuando se ordenan sólo algunas columnas, o se borra una celda y suben las"
            " de abajo:"
            f" {lugares_de(filas_movidas)}. Cada uno es un conflicto: si está junto a la fila de"
            " que habla, tome el libro; si no, pida que lo deshagan, o que lo pasen a un libro"
            " recién salido"
        )
        yield Aviso("reportes_movidos", lugar, motivo)


def _ajenas(lugar: str, filas: Sequence[Reconocida], base: Base) -> Iterator[Aviso]:
    """Por oficina, las que alguien pegó en el libro de otra."""
    de_cada = agrupadas(
        (base.oficinas.de(reconocida.ruta)[0], reconocida.fila)
        for reconocida in filas
        if reconocida.ajena and reconocida.ruta is not None
    )
    for numero, filas_ajenas in de_cada.items():
        es_una = len(filas_ajenas) == 1
        motivo = (
            f"{_filas(len(filas_ajenas))} {'es' if es_una else 'son'} de otra oficina,"
            f" {base.oficinas.nombre(numero)}: {lugares_de(filas_ajenas)}; lo que"
            f" {'reporte' if es_una else 'reporten'} no entra solo: queda como conflicto"
        )
        yield Aviso("fila_ajena", lugar, motivo)


def _filas(cuantas: int) -> str:
    return f"{cuantas} fila" if cuantas == 1 else f"{cuantas} filas"


_NOMBRADAS = 3
_LETRAS = 60


def _nombres(rutas: Sequence[str], base: Base) -> str:
    nombres = [_corto(base.filas[ruta].nombre) for ruta in rutas[:_NOMBRADAS]]
    restantes = len(rutas) - len(nombres)
    return "; ".join([*nombres, f"y otras {restantes}"] if restantes else nombres)


def _corto(nombre: str) -> str:
    return nombre if len(nombre) <= _LETRAS else f"{nombre[:_LETRAS]}…"


def _movidas(filas: Sequence[Reconocida], base: Base) -> list[str]:
    """Las menos que, puestas aparte, dejan las demás de su hoja en el orden de la base."""
    lugares = {ruta: numero for numero, ruta in enumerate(base.filas)}
    rutas = list(dict.fromkeys(r.ruta for r in filas if r.ruta is not None))
    return [
        rutas_de_la_tabla[puesto]
        for tabla in tablas_de(base.tema)
        if (rutas_de_la_tabla := [ruta for ruta in rutas if base.filas[ruta].tabla is tabla])
        for puesto in fuera_de_orden([lugares[ruta] for ruta in rutas_de_la_tabla])
    ]


def _borradas(reconocido: LibroReconocido, base: Base) -> list[str]:
    """Las de la oficina que el libro no trae; las que la base agregó después no las llevaba."""
    if reconocido.libro.procedencia.base != base.huella:
        return []
    estan = {fila.ruta for fila in reconocido.filas}
    de_la_oficina = base.de_cada_oficina.get(reconocido.oficina, ())
    return [ruta for ruta in de_la_oficina if ruta not in estan]


def _sin_hoja(
    libro: LibroLeido, borradas: Sequence[str], base: Base
) -> dict[TablaDeCaptura, list[str]]:
    """De las borradas, las de una hoja de la que el libro no trae ninguna."""
    hay = {fila.tabla for fila in libro.filas}
    con_tabla = ((base.filas[ruta].tabla, ruta) for ruta in borradas)
    return agrupadas((tabla, ruta) for tabla, ruta in con_tabla if tabla not in hay)


def repetidos(reconocidos: Sequence[LibroReconocido]) -> Iterator[Aviso]:
    """Las oficinas de las que llegó más de un libro."""
    de_cada = agrupadas((reconocido.oficina, reconocido) for reconocido in reconocidos)
    for de_la_oficina in de_cada.values():
        if len(de_la_oficina) > 1:
            contenidos = {
                (
                    frozenset((r.ruta, r.fila.reporte.comparable) for r in reconocido.filas),
                    frozenset(
                        (r.id, r.reporte.comparable) for r in reconocido.libro.recomendaciones
                    ),
                )
                for reconocido in de_la_oficina
            }
            libros = [reconocido.libro for reconocido in de_la_oficina]
            nombres = [libro.nombre for libro in libros]
            lo_que_pasa = (
                "dicen lo mismo: se tomó uno" if len(contenidos) == 1 else "no dicen lo mismo"
            )
            copias = copias_de(libros)
            ultima = la_ultima(nombres, copias)
            if ultima and len(contenidos) > 1:
                lo_que_pasa = (
                    "copias uno de otro: donde no dicen lo mismo, y no se dijo otra cosa, se tomó"
                    f" «{ultima}», que {por_que(nombres, copias)}"
                )
            lugar = f"libros {', '.join(f'«{nombre}»' for nombre in nombres)}"
            yield Aviso("libro_repetido", lugar, f"son de la misma oficina, y {lo_que_pasa}")
