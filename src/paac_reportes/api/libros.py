"""Los libros de captura que salen para las oficinas y vuelven de ellas, y lo que ``reunir`` da."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast, overload

import attrs

from paac_reportes import clases
from paac_reportes.api.eventos import registra
from paac_reportes.api.libro import en_bytes, flujo_conocido, tipo_de_archivo
from paac_reportes.api.salida import Guardado, carpeta_nueva, guardar_bytes, guardar_solo
from paac_reportes.api.tipos import (
    PREFERENCIAS,
    Contenido,
    Destino,
    Origen,
    Preferencia,
    Ruta,
    UnMapa,
    UnPlan,
    comprobar_carpeta,
    comprobar_clase,
    comprobar_contenido,
    comprobar_si_no,
    corte_comprobado,
    recorridos,
)
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, sin_repetir
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.registro import buscar_escritor
from paac_reportes.estructura import error_de_argumento, esperado
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.estructura.valores import Reloj
from paac_reportes.libros.captura.libro import (
    LibroDeCaptura,
    documento_de,
    libros_por_entregar,
)
from paac_reportes.libros.captura.resultado import (
    LibrosReunidos,
    avisos_de_lo_que_no_entro,
    detalle_de,
    frases_de,
)
from paac_reportes.modelo import Plan
from paac_reportes.modelo.riesgos import MapaDeRiesgos
from paac_reportes.modelo.temas import Contenido_co, contenido_y_dudas_de
from paac_reportes.sistema import es_carpeta, es_ruta, nombre_del_origen, se_deja_leer


@clases.frozen(kw_only=True)
class Reunion(LibrosReunidos[Contenido_co]):
    """Los libros reunidos en la base: el contenido, quién falta, qué hay de nuevo y qué choca."""

    @classmethod
    def de(cls, reunidos: LibrosReunidos[Contenido_co]) -> "Reunion[Contenido_co]":
        """Los mismos libros reunidos, como lo que recibe quien llama a ``reunir_libros``."""
        campos = {
            c.name.lstrip("_"): getattr(reunidos, c.name) for c in attrs.fields(type(reunidos))
        }
        return cls(**campos)

    def frases(self) -> tuple[str, ...]:
        """Frases de cuántos libros llegaron, quién falta, qué es nuevo y qué queda por resolver."""
        return tuple(frases_de(self))

    def detalle(self) -> tuple[str, ...]:
        """Renglones de lo que no entró: lo que chocó, lo de más y quién falta, uno por cosa."""
        return tuple(detalle_de(self))

    @registra("reunion.guardada")
    @puerta
    def guardar(self, destino: Destino, /) -> Guardado:
        """Lo que se escribió de lo reunido: su libro o su YAML, o en ``.json`` la lista.

        El libro lleva además la hoja «Conflictos», donde se escoge en «Se toma», y es lo que se le
        da a ``reunir`` en ``respuestas``. En ``.json`` va la lista de lo que llegó, lo que falta y
        lo que choca; los datos, en JSON, los guarda ``guardar_datos``. Lanza ``ErrorDeEntrada`` o
        ``ErrorDeEntorno``.
        """
        from paac_reportes.escritores.datos import escribir_json
        from paac_reportes.libros.captura.resultado import datos_de_reunion, hoja_de_conflictos

        tipo = tipo_de_archivo(destino, None)
        avisos: tuple[Aviso, ...] = ()
        if tipo == "json":
            archivo = escribir_json(datos_de_reunion(self))
        else:
            archivo, avisos = en_bytes(self.contenido, tipo, aparte=hoja_de_conflictos(self))
        return guardar_solo(destino, archivo, avisos)


# ------------------------------------------------------------------ captura
# Los libros de captura que se entregan a las oficinas.


@registra("libros.capturados")
@puerta
def capturar(  # noqa: PLR0913 - todas se dicen por su nombre
    contenido: "Contenido",
    corte: date,
    carpeta: "Ruta",
    *,
    por: str | None = None,
    quien: str | None = None,
    reemplazar: bool = False,
) -> Guardado:
    """Los libros de Excel, uno por cada quien responde, para que reporte en ese corte.

    Salen todos o ninguno. De cada fila del plan sólo se llenan el seguimiento, el avance, el
    estado, las evidencias y las observaciones; lo ya reportado en el corte va puesto. Las
    recomendaciones abiertas van en el de su oficina, para que diga su estado y las responda. La
    carpeta se crea si no existe. Las rutas (``archivos``) van en el orden del plan, y ``reunir``
    toma lo que aquí se da.

    Sale uno por dependencia con filas o, con ``por``, uno por lo que diga un dato de la fila o de
    quien la contiene: ``actividad.responsable``, ``componente.nombre``. La fila que dice «A; B» va
    en los dos; las que no dicen nada, juntas en otro. Con ``quien`` sale sólo el de
    aquél que se llame así.

    De un mapa de riesgos, o del que el plan lleva, sale un libro por proceso: su líder dice de cada
    riesgo qué se hizo, si se materializó y si sus controles sirvieron. Lo de control interno y
    Planeación se escribe en el libro del mapa.

    Lanza ``ErrorDeEntrada`` si el plan no tiene filas, si ``por`` o ``quien`` no son de los suyos,
    o si un libro ya existe, que una oficina pudo
    haberlo llenado: con ``reemplazar`` se escribe de nuevo. ``ErrorDeEntorno`` si no se puede
    escribir.
    """
    reloj = Reloj()
    capturado, dudas = contenido_y_dudas_de(contenido)
    corte = corte_comprobado(corte, reloj)
    comprobar_clase(date, corte=corte)
    comprobar_contenido(contenido=capturado)
    for nombre, valor in {"por": por, "quien": quien}.items():
        if not isinstance(valor, str | None):
            raise error_de_argumento(nombre, "texto", valor)
    comprobar_carpeta("carpeta", carpeta, hace_falta=True)
    comprobar_si_no(reemplazar=reemplazar)
    libros = libros_por_entregar(capturado, corte, por, quien)
    rutas, avisos = _escribir_libros(*libros, carpeta, reemplazar=reemplazar)
    return Guardado(archivos=rutas, avisos=sin_repetir((*dudas, *reloj.avisos, *avisos)))


def _escribir_libros(
    libros: Sequence[LibroDeCaptura], avisos: Sequence[Aviso], carpeta: Ruta, *, reemplazar: bool
) -> tuple[tuple[Path, ...], tuple[Aviso, ...]]:
    """Escribe en la carpeta los libros de captura; da sus rutas y todos los avisos.

    ``ErrorDeEntrada`` si alguno ya está y no se pidió ``reemplazar``.
    """
    rutas = tuple(Path(carpeta, libro.nombre) for libro in libros)
    motivo = (
        "ya existe, y una oficina pudo haberlo llenado; para escribirlo de nuevo, --reemplazar"
        " (en Python, reemplazar=True)"
    )
    ocupadas = () if reemplazar else filter(_existe, rutas)
    if fallas := [Falla("destino_ocupado", str(ruta), motivo) for ruta in ocupadas]:
        raise ErrorDeEntrada(fallas)
    escribir = buscar_escritor("xlsx").cargar()
    escritura = Escritura(de_datos=True)
    archivos = [escribir(documento_de(libro), escritura) for libro in libros]
    with carpeta_nueva(Path(carpeta)):
        guardar_bytes(list(zip(rutas, archivos, strict=True)))
    return rutas, (*avisos, *escritura.avisos)


def _existe(ruta: Path) -> bool:
    """Si la ruta existe; no, si ni siquiera se puede preguntar."""
    try:
        return ruta.exists()
    except OSError:  # una ruta que no sirve la dice quien la escribe
        return False


# ------------------------------------------------------------------ reunion


Libros = Origen | Iterable[Origen]
Respuestas = Mapping[str, str | None] | Origen


@overload
def reunir(
    libros: "Guardado | Iterable[Origen] | Ruta",
    *,
    base: "UnPlan",
    corte: date | None = None,
    preferir: "Preferencia | Mapping[str, str] | None" = None,
    respuestas: "Mapping[str, str] | Origen | None" = None,
) -> Reunion[Plan]: ...


@overload
def reunir(
    libros: "Guardado | Iterable[Origen] | Ruta",
    *,
    base: "UnMapa",
    corte: date | None = None,
    preferir: "Preferencia | Mapping[str, str] | None" = None,
    respuestas: "Mapping[str, str] | Origen | None" = None,
) -> Reunion[MapaDeRiesgos]: ...


@registra("libros.reunidos")
@puerta
def reunir(
    libros: Guardado | Libros,
    *,
    base: "Contenido",
    corte: date | None = None,
    preferir: str | Mapping[str, str | None] | None = None,
    respuestas: Respuestas | None = None,
) -> Reunion[Any]:
    """Los libros que volvieron, reunidos en el plan, o en el mapa de riesgos, del que salieron.

    ``libros`` es lo que dio ``capturar``, una carpeta, o una lista de rutas, de carpetas o de
    flujos. Se reúnen los de ``corte`` o, sin él, los del corte de más libros (el último, si van
    iguales). Lo que no se decide solo queda en ``reunion.conflictos`` con todos sus lados, y en el
    plan, el de la base. ``respuestas`` (``{id: opción}``, o el libro consolidado con su hoja
    «Conflictos» respondida) dice cuál tomar, y de lo demás
    ``preferir``: ``base``, ``libro`` (donde sólo uno dice algo) o ``ultimo``, el que se nombró de
    último; o ``{id: libro}``, de unos conflictos, y en ``"*"`` lo que se prefiere en los demás.

    El libro que no se puede tomar (no es uno de captura, es de otro corte, otra vigencia u otra
    entidad, o una celda no es lo que se espera) queda en ``reunion.rechazados`` con todas sus
    fallas, y los demás se reúnen. Eso, las filas que no se tomaron y los conflictos sin resolver
    son además sus ``dudas``. Lanza ``ErrorDeEntrada``, con las de todos, si no queda ninguno o
    si una respuesta no es de las que hay.
    """
    from paac_reportes.libros.captura.reunion import reunir_libros as reunir_en

    contenido, dudas = contenido_y_dudas_de(base)
    comprobar_contenido(base=contenido)
    reloj = Reloj()
    corte = corte_comprobado(corte, reloj)
    por_libro: dict[str, str | None] = {}
    if isinstance(preferir, Mapping):
        por_libro = dict(preferir)
        preferir = por_libro.pop("*", None)
    if preferir is not None and not (isinstance(preferir, str) and preferir in PREFERENCIAS):
        raise error_de_argumento(
            "preferir", esperado("opciones", opciones=(*PREFERENCIAS,)), preferir
        )
    llegan = libros.archivos if isinstance(libros, Guardado) else libros
    origenes, saltados = _libros_de_lo_que_llega(llegan)
    con_nombre = _con_su_nombre(origenes)
    respuestas_dadas = {**_respuestas(por_libro), **_respuestas(respuestas)}
    reunion = reunir_en(con_nombre, contenido, corte, preferir, respuestas_dadas)
    de_antes = (*dudas, *reloj.avisos, *saltados)
    avisos = (*de_antes, *reunion.avisos, *avisos_de_lo_que_no_entro(reunion))
    return Reunion.de(attrs.evolve(reunion, avisos=avisos))


def lo_que_no_entro(reunion: Reunion[Any]) -> Iterator[Aviso]:
    """Avisos que el detalle de una reunión dice con todas sus celdas."""
    return avisos_de_lo_que_no_entro(reunion)


def json_de_reunion(reunion: Reunion[Any]) -> str:
    """El JSON de lo que llegó, lo que falta y lo que choca, para la consola."""
    from paac_reportes.escritores.datos import escribir_json
    from paac_reportes.libros.captura.resultado import datos_de_reunion

    return escribir_json(datos_de_reunion(reunion)).decode().rstrip()


_TIPOS = (
    *(".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv"),
    *(".doc", ".docx", ".docm", ".odt", ".rtf", ".zip", ".rar", ".7z"),
)
"""Extensiones de lo que una oficina manda: lo que no es su libro no se toma, y se dice por qué."""
_DEL_SISTEMA = ("~$", ".")
"""Con lo que empieza lo que ponen Excel y el sistema, y no una oficina."""


def _libros_de_lo_que_llega(libros: Libros) -> tuple[list[Origen], list[Aviso]]:
    """Libros que se piden; de una carpeta, los que tenga, y avisos de lo que en ella no se miró."""
    es_uno = es_ruta(libros) or se_deja_leer(libros)
    saltados: list[Aviso] = []
    archivos: list[Origen] = []
    for origen in [cast("Origen", libros)] if es_uno else recorridos("libros", libros):
        if not es_ruta(origen):
            archivos.append(origen)
        elif es_carpeta(origen):
            archivos += _libros_de_una_carpeta(Path(origen), saltados)
        elif not Path(origen).name.startswith(_DEL_SISTEMA):
            archivos.append(origen)
    return archivos, saltados


def _libros_de_una_carpeta(carpeta: Path, saltados: list[Aviso]) -> list[Path]:
    """Los libros de una carpeta; lo que no se mira se suma a ``saltados``."""
    libros: list[Path] = []
    otros: list[Aviso] = []
    for archivo in sorted(carpeta.iterdir()):
        if archivo.name.startswith(_DEL_SISTEMA):
            continue
        if archivo.suffix.lower() in _TIPOS and not archivo.is_dir():
            libros.append(archivo)
            continue
        motivo = "no es un libro de Excel, y no se leyó"
        if archivo.is_dir():
            motivo = (
                "es una carpeta dentro de la que se dio, y no se miró; si trae libros, nómbrela"
            )
        otros.append(Aviso("archivo_saltado", str(archivo), motivo))
    if not libros:
        falla = Falla("sin_datos", str(carpeta), "la carpeta no trae ningún libro de Excel")
        raise ErrorDeEntrada([falla, *(Falla("sin_datos", u.ruta, u.mensaje) for u in otros)])
    saltados += otros
    return libros


def _con_su_nombre(origenes: Iterable[Origen]) -> Iterator[tuple[str, Origen]]:
    """Cada libro, una vez, con el nombre de su archivo o, si dos se llaman igual, su ruta."""
    por_ruta: dict[object, Origen] = {}
    for numero, origen in enumerate(origenes):
        por_ruta.setdefault(_identidad_de(origen, numero), origen)
    largos = [
        nombre_del_origen(origen, f"libro {n}") for n, origen in enumerate(por_ruta.values(), 1)
    ]
    cortos = [Path(largo).name for largo in largos]
    for largo, corto, origen in zip(largos, cortos, por_ruta.values(), strict=True):
        yield (corto if cortos.count(corto) == 1 else largo), origen


def _identidad_de(origen: Origen, numero: int) -> object:
    """Identidad de un libro: su archivo o, si no lo tiene, su lugar en la lista."""
    try:
        return Path(origen).resolve() if es_ruta(origen) else numero
    except (OSError, RuntimeError, ValueError):  # no sirve como ruta: lo dice quien la lea
        return numero


def _respuestas(respuestas: Respuestas | None) -> dict[str, str]:
    """Lo respondido a cada conflicto, por su id: de un diccionario o del libro que se llenó."""
    from paac_reportes.libros.captura.resultado import respuestas_del_libro
    from paac_reportes.opc.lectura import ver_documento

    if respuestas is None or isinstance(respuestas, Mapping):
        dadas = dict(respuestas or {})
        for cual, opcion in dadas.items():
            if not (isinstance(cual, str) and isinstance(opcion, str | None)):
                raise error_de_argumento("respuestas", "texto", opcion)
        return {cual: opcion for cual, opcion in dadas.items() if opcion}
    return respuestas_del_libro(ver_documento(cast("Any", flujo_conocido(respuestas))))
