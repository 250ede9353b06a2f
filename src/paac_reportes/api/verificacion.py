"""Verificar un archivo entregado: qué tan a la letra dice lo que sus datos y su formato piden."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

from paac_reportes import __version__
from paac_reportes.api.anterior import Anterior
from paac_reportes.api.eventos import registrado
from paac_reportes.api.lectura import comprobar_fecha
from paac_reportes.api.planes import datos_abiertos, datos_de_archivo
from paac_reportes.api.reportes import reporte
from paac_reportes.api.salida import sufijo_de
from paac_reportes.errores import Aviso, ErrorDeEntrada, ErrorDeMaqueta, Falla
from paac_reportes.modelo import Entidad, Metodologia, Plan
from paac_reportes.opc.presupuesto import MEGAS
from paac_reportes.sistema import Carpeta, IlegibleError, es_ruta, leer_archivo

# ------------------------------------------------------------------ comprobacion
# Comprobar lo escrito: que diga a la letra lo que sus datos y su formato piden.

if TYPE_CHECKING:
    from paac_reportes.maqueta.documento import Medio
    from paac_reportes.prueba.comprobacion import Debido, Resultado

_SE_COMPRUEBAN = ".docx, .xlsx, .json, .csv, .tablas.csv y .zip"


class Pedido(Protocol):
    """Lo que de un reporte hace falta para comprobar un archivo suyo."""

    @property
    def plan(self) -> Plan:
        """Con sus datos como se escriben."""

    def debido(self, medio: "Medio") -> "Debido":
        """Lo que el archivo debe decir."""


def comprobar_emision(pedido: Pedido, contenido: bytes, tipo: str, nombre: str) -> Iterator[Aviso]:
    """Lanza ``ErrorDeMaqueta`` si lo recién escrito no dice lo que debe; avisa si no se sabe.

    De lo que no tiene celdas (un PDF, una imagen, una página web) no se comprueba nada.
    """
    tipo = tipo.lower().removeprefix(".")
    if tipo in _SIN_CELDAS:
        yield Aviso("sin_comprobar", nombre, _SIN_CELDAS[tipo])
        return
    _, resultado = comprobado(pedido, contenido, nombre, f".{tipo}")
    if resultado.diferencias:
        raise ErrorDeMaqueta(
            Falla(
                "no_dice_lo_debido", f"{nombre}: {una.lugar}" if nombre else una.lugar, una.mensaje
            )
            for una in resultado.diferencias
        )


_SIN_CELDAS = {
    "pdf": "las páginas de un PDF no se comprueban; compruebe el .docx del mismo reporte",
    "png": "una imagen no se comprueba",
    "html": "una página web no se comprueba",
    "parquet": "un .parquet no se comprueba; compruebe el .csv del mismo reporte",
}


def comprobado(
    pedido: Pedido, contenido: bytes, nombre: str, extension: str
) -> "tuple[str, Resultado]":
    """Qué clase de archivo es y en qué difiere; ``ErrorDeEntrada`` si no se deja comprobar."""
    from paac_reportes.opc.clases import es_comprimido
    from paac_reportes.prueba import comprobacion
    from paac_reportes.prueba.comprobacion import ver

    try:
        if extension in _DE_DATOS:
            return extension[1:], _DE_DATOS[extension](pedido, contenido)
        if es_comprimido(contenido):
            tipo, halladas = ver(contenido)
            debido = pedido.debido("libro" if tipo == "xlsx" else "documento")
            return tipo, comprobacion.comprobar(tipo, halladas, debido)
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada(falla.en(nombre) for falla in error.fallas) from None
    except IlegibleError as error:
        raise ErrorDeEntrada(error.falla(nombre)) from None
    except RecursionError:
        raise ErrorDeEntrada(
            Falla("limite_excedido", nombre, "tiene demasiados niveles anidados")
        ) from None
    raise ErrorDeEntrada(
        Falla("archivo_de_otra_clase", nombre, _por_que_no(contenido, nombre, extension))
    )


def _de_json(pedido: Pedido, contenido: bytes) -> "Resultado":
    from paac_reportes.prueba import datos

    return datos.comprobar_json(contenido, json.loads(en_json(pedido.plan)))


def _de_filas(pedido: Pedido, contenido: bytes) -> "Resultado":
    from paac_reportes.prueba import datos

    return datos.comprobar_filas(contenido, _limpios(pedido))


def _de_tablas(pedido: Pedido, contenido: bytes) -> "Resultado":
    from paac_reportes.prueba import datos

    return datos.comprobar_csv(contenido, pedido.debido("documento").documento)


def _del_paquete(pedido: Pedido, contenido: bytes) -> "Resultado":
    from paac_reportes.prueba import datos

    debidas, _ = datos_abiertos(pedido.plan, "paquete")
    return datos.comprobar_paquete(contenido, debidas)


_DE_DATOS: "dict[str, Callable[[Pedido, bytes], Resultado]]" = {
    ".json": _de_json,
    ".csv": _de_filas,
    ".tablas.csv": _de_tablas,
    ".zip": _del_paquete,
}


def _limpios(pedido: Pedido) -> Any:
    """Los datos del plan como los lleva lo que no es el JSON: sin caracteres de control."""
    from paac_reportes.textos.limpieza import limpiar

    limpio, _ = limpiar(pedido.plan)
    return json.loads(en_json(limpio))


def _por_que_no(contenido: bytes, nombre: str, extension: str) -> str:
    from paac_reportes.opc.clases import que_es

    if contenido.startswith(b"%PDF-"):
        return (
            "de un PDF no se puede saber en qué celda está cada letra; compruebe el .docx o el"
            " .xlsx del mismo reporte"
        )
    if extension in {".html", ".htm"}:
        return f"una página web no se comprueba; se comprueban {_SE_COMPRUEBAN}"
    return que_es(contenido, nombre)


def en_json(plan: Plan) -> bytes:
    """Los datos de un plan, como en su ``.json``."""
    from paac_reportes.escritores.datos import escribir_json

    return escribir_json(datos_de_archivo(plan))


# ------------------------------------------------------------------ verificacion

if TYPE_CHECKING:
    from paac_reportes.formatos.definicion.formato import Formato
    from paac_reportes.prueba.certificado import Certificado


def verificar(  # noqa: PLR0913 - todas se dicen por su nombre
    archivo: "str | os.PathLike[str] | IO[bytes]",
    plan: Plan | Entidad,
    formato: "str | Formato",
    *,
    corte: date | None = None,
    filas: object = None,
    plantillas: "Carpeta | None" = None,
    metodologia: Metodologia | None = None,
    publico: bool = False,
    con_cedulas: bool = False,
    anterior: Anterior | None = None,
    fecha: date | None = None,
) -> "Certificado":
    """Si un archivo entregado dice a la letra lo que esos datos piden en ese formato, y qué no.

    Lo lee sin nada de quien lo escribió: un .docx o un .xlsx, celda por celda; un .json o un .csv,
    dato por dato. ``certificado.pasa`` lo resume, ``certificado.diferencias`` dice cada lugar y
    ``certificado.datos()`` es lo que se guarda como JSON. De un archivo hecho con ``publico`` se
    pide también ``publico`` (y ``con_cedulas``), y del que se hizo con un ``anterior``, el mismo.
    ``fecha`` es la del certificado, si se quiere que la diga. Lanza ``ErrorDeEntrada`` si el
    archivo no se deja leer o no es de los que se pueden comprobar, y ``ErrorDeFormato``.
    """
    from paac_reportes.lectura.archivos import VERSION_DEL_CONTRATO
    from paac_reportes.prueba.certificado import REGLAS, Certificado

    comprobar_fecha(fecha)
    nombre, contenido = _contenido(archivo)
    pedido = reporte(
        plan,
        formato,
        corte=corte,
        filas=filas,
        plantillas=plantillas,
        metodologia=metodologia,
        publico=publico,
        con_cedulas=con_cedulas,
        anterior=anterior,
    )
    with registrado("archivo.verificado") as hecho:
        tipo, resultado = comprobado(pedido, contenido, nombre, sufijo_de(Path(nombre)).lower())
        hecho |= {"formato": pedido.formato.codigo, "tipo": tipo}
        hecho |= {"diferencias": len(resultado.diferencias), "pasa": not resultado.diferencias}
    return Certificado(
        tipo=tipo,
        sha256_de_los_datos=hashlib.sha256(_canonicos(pedido.plan)).hexdigest(),
        sha256_del_archivo=hashlib.sha256(contenido).hexdigest(),
        version=__version__,
        version_contrato=VERSION_DEL_CONTRATO,
        formato=pedido.formato.codigo,
        version_del_formato=pedido.formato.version,
        corte=pedido.corte,
        entidad=pedido.plan.entidad.nombre,
        vigencia=pedido.plan.vigencia,
        publico=publico,
        fecha=fecha,
        cuentas=resultado.cuentas,
        reglas=tuple(REGLAS),
        diferencias=resultado.diferencias,
        avisos=pedido.avisos,
    )


def _contenido(archivo: Any) -> tuple[str, bytes]:
    if es_ruta(archivo):
        nombre = os.fspath(archivo)
        try:
            return nombre, leer_archivo(Path(nombre), megas=MEGAS)
        except IlegibleError as error:
            raise ErrorDeEntrada(error.falla(nombre)) from None
    from paac_reportes.opc.flujos import leer_flujo

    if not callable(getattr(archivo, "read", None)):
        motivo = f"se esperaba una ruta o un flujo abierto, llegó {type(archivo).__name__}"
        raise ErrorDeEntrada(Falla("argumento_invalido", "archivo", motivo))
    nombre = archivo.name if isinstance(getattr(archivo, "name", None), str) else "archivo"
    leido = leer_flujo(archivo, nombre, megas=MEGAS)
    if isinstance(leido, str):
        raise ErrorDeEntrada(
            Falla("argumento_invalido", nombre, "se lee de un flujo de bytes; ábralo con modo «rb»")
        )
    return nombre, leido


def _canonicos(plan: Plan) -> bytes:
    """Los datos en JSON canónico: de los mismos datos, siempre los mismos bytes."""
    datos = json.loads(en_json(plan))
    texto = json.dumps(datos, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return texto.encode("utf-8", "backslashreplace")
