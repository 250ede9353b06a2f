"""Verificar un archivo entregado: qué tan a la letra dice lo que sus datos y su formato piden."""

import hashlib
import json
import os
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from paac_reportes.api.comprobacion import comprobar_fecha
from paac_reportes.api.intercambio.comprobacion import comprobado, en_json
from paac_reportes.api.reporte import reporte
from paac_reportes.api.salida import sufijo_de
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.modelo import Entidad, Metodologia, Plan
from paac_reportes.sistema import IlegibleError, es_ruta, leer_archivo

if TYPE_CHECKING:
    from paac_reportes.formatos.definicion.formato import Formato
    from paac_reportes.formatos.lectura.catalogo import Carpeta
    from paac_reportes.intercambio.comprobacion.certificado import Certificado

_MEGAS = 100
"""Lo que puede pesar un archivo, como al leerlo."""


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
    fecha: date | None = None,
) -> "Certificado":
    """Si un archivo entregado dice a la letra lo que esos datos piden en ese formato, y qué no.

    Lo lee sin nada de quien lo escribió: un .docx o un .xlsx, celda por celda; un .json o un .csv,
    dato por dato. ``certificado.pasa`` lo resume, ``certificado.diferencias`` dice cada lugar y
    ``certificado.datos()`` es lo que se guarda como JSON. De un archivo hecho con ``publico`` se
    pide también ``publico``. ``fecha`` es la del certificado, si se
    quiere que la diga. Lanza ``ErrorDeEntrada`` si el archivo no se deja leer o no es de los que se
    pueden comprobar, y ``ErrorDeFormato``.
    """
    from importlib.metadata import version

    from paac_reportes.entrada.contrato import VERSION_DEL_CONTRATO
    from paac_reportes.intercambio.comprobacion.certificado import Certificado
    from paac_reportes.intercambio.comprobacion.reglas import REGLAS

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
    )
    tipo, resultado = comprobado(pedido, contenido, nombre, sufijo_de(Path(nombre)).lower())
    return Certificado(
        tipo=tipo,
        sha256_de_los_datos=hashlib.sha256(_canonicos(pedido.plan)).hexdigest(),
        sha256_del_archivo=hashlib.sha256(contenido).hexdigest(),
        version=version("paac-reportes"),
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
            return nombre, leer_archivo(Path(nombre), megas=_MEGAS)
        except IlegibleError as error:
            raise ErrorDeEntrada(Falla(nombre, str(error))) from None
    from paac_reportes.entrada.flujos import leer_flujo

    if not callable(getattr(archivo, "read", None)):
        motivo = f"se esperaba una ruta o un flujo abierto, llegó {type(archivo).__name__}"
        raise ErrorDeEntrada(Falla("archivo", motivo))
    nombre = archivo.name if isinstance(getattr(archivo, "name", None), str) else "archivo"
    leido = leer_flujo(archivo, nombre)
    if isinstance(leido, str):
        raise ErrorDeEntrada(Falla(nombre, "se lee de un flujo de bytes; ábralo con modo «rb»"))
    return nombre, leido


def _canonicos(plan: Plan) -> bytes:
    """Los datos en JSON canónico: de los mismos datos, siempre los mismos bytes."""
    datos = json.loads(en_json(plan))
    texto = json.dumps(datos, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return texto.encode("utf-8", "backslashreplace")
