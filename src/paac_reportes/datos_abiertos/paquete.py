"""El paquete de datos: las filas, el plan, su esquema y qué es cada cosa.

``datapackage.json`` sigue el estándar Data Package (Frictionless): quien lo conozca abre las filas
con sus tipos.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Union

from paac_reportes.datos_abiertos.esquema import esquema, esquema_del_mapa
from paac_reportes.datos_abiertos.pagina import GUARDA, diccionario_de
from paac_reportes.datos_abiertos.tabla import Columna, TablaAbierta, tabla_abierta
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.escritores import html
from paac_reportes.escritores.datos import escribir_csv, escribir_json
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.estructura import mostrar
from paac_reportes.modelo import Plan
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import LISTAS_DE_FILAS
from paac_reportes.normativa.regimenes import regimen_del_plan
from paac_reportes.opc.paquete import Comprimido
from paac_reportes.sistema import IlegibleError
from paac_reportes.textos.enlaces import direccion_de
from paac_reportes.textos.valores import en_ascii

if TYPE_CHECKING:
    from paac_reportes.modelo.riesgos import MapaDeRiesgos

FILAS, PLAN, ESQUEMA, PAGINA = "filas.csv", "plan.json", "esquema.json", "diccionario.html"
RIESGOS, MAPA = "riesgos.csv", "mapa.json"
"""La tabla del mapa de riesgos, si el plan lo lleva, y el mapa que va solo."""
DESCRIPTOR = "datapackage.json"
LICENCIA = "licencia"
"""El extra de la entidad que dice con qué licencia publica sus datos."""

_LETRAS_DEL_NOMBRE = 80
_CODIGO_DE_LICENCIA = re.compile(r"[-A-Za-z0-9._]+")


def paquete_de(plan: Plan, datos: Mapping[str, Any], avisos: list[Aviso]) -> dict[str, bytes]:
    """Las partes del paquete por su nombre; ``datos`` son los del plan como van en un archivo.

    El plan que lleva su mapa de riesgos trae también la tabla de ellos. La licencia sólo va si los
    datos la dan, y si es un código o una dirección: si no, se avisa.
    """
    tabla, riesgos = tabla_abierta(plan), _riesgos_de(plan.mapa_de_riesgos)
    partes = {
        FILAS: escribir_csv(tabla.renglones()),
        **({RIESGOS: escribir_csv(riesgos.renglones())} if riesgos else {}),
        PLAN: escribir_json(dict(datos)),
        ESQUEMA: _en_json(esquema()),
        PAGINA: html.escribir(diccionario_de(plan, tabla, riesgos), Escritura()),
    }
    recursos = [
        _de_filas(tabla, partes),
        *([_de_riesgos(riesgos, partes)] if riesgos else ()),
        *_lo_demas(PLAN, "El plan entero", partes),
    ]
    regimen = regimen_del_plan(plan, None)
    descriptor = _descriptor(plan, regimen.nombre, regimen.sigla, recursos, avisos)
    return {DESCRIPTOR: _en_json(descriptor), **partes}


def paquete_del_mapa(
    mapa: "MapaDeRiesgos", datos: Mapping[str, Any], avisos: list[Aviso]
) -> dict[str, bytes]:
    """Lo mismo de un mapa de riesgos que va solo."""
    from paac_reportes.datos_abiertos.tabla_de_riesgos import tabla_de_riesgos  # noqa: PLC0415

    riesgos = tabla_de_riesgos(mapa)
    partes = {
        RIESGOS: escribir_csv(riesgos.renglones()),
        MAPA: escribir_json(dict(datos)),
        ESQUEMA: _en_json(esquema_del_mapa()),
        PAGINA: html.escribir(diccionario_de(mapa, None, riesgos), Escritura()),
    }
    recursos = [_de_riesgos(riesgos, partes), *_lo_demas(MAPA, "El mapa entero", partes)]
    que = "Mapa de riesgos"
    return {DESCRIPTOR: _en_json(_descriptor(mapa, que, que, recursos, avisos)), **partes}


def _riesgos_de(mapa: "MapaDeRiesgos | None") -> TablaAbierta | None:
    if mapa is None:
        return None
    # Casi ningún plan lo lleva.
    from paac_reportes.datos_abiertos.tabla_de_riesgos import tabla_de_riesgos  # noqa: PLC0415

    return tabla_de_riesgos(mapa)


def es_paquete(contenido: bytes) -> bool:
    """Si un archivo comprimido dice ser un paquete de datos."""
    try:
        return DESCRIPTOR in Comprimido(contenido)
    except IlegibleError:
        return False


def partes_de(contenido: bytes) -> dict[str, bytes]:
    """Las partes de un paquete; ``ErrorDeEntrada`` si no lo es o no se dejan leer."""
    try:
        paquete = Comprimido(contenido)
        partes = {nombre: paquete.leer(nombre) for nombre in paquete.nombres()}
    except IlegibleError:
        partes = {}
    if not any(suyas <= partes.keys() for suyas in ({FILAS, PLAN}, {RIESGOS, MAPA})):
        raise ErrorDeEntrada(
            Falla("archivo_danado", "", "no es un paquete de datos de los nuestros, o está dañado")
        )
    return partes


def _en_json(valor: object) -> bytes:
    return f"{json.dumps(valor, ensure_ascii=False, indent=1)}\n".encode()


_Entero = Union[Plan, "MapaDeRiesgos"]


def _descriptor(
    de: _Entero, que: str, sigla: str, recursos: list[dict[str, Any]], avisos: list[Aviso]
) -> dict[str, Any]:
    titulo = " ".join(filter(None, (que, str(de.vigencia or ""))))
    nombre = f"{sigla} {de.entidad.nombre} {de.vigencia or ''}"
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": en_ascii(nombre, _LETRAS_DEL_NOMBRE),
        "title": f"{titulo}, {de.entidad.nombre}",
        "description": f"Qué es cada columna y cómo se lee está en {PAGINA}. {GUARDA}",
        "sources": [_con_sitio({"title": f"{titulo}, publicado por {de.entidad.nombre}"}, de)],
        "contributors": [_con_sitio({"title": de.entidad.nombre, "roles": ["publisher"]}, de)],
        **_licencias(de, avisos),
        "resources": recursos,
    }


def _con_sitio(que: dict[str, Any], plan: _Entero) -> dict[str, Any]:
    """Con la dirección de la entidad, si la da y lo es."""
    direccion = direccion_de(plan.entidad.sitio_web or "")
    return {**que, "path": direccion} if direccion else que


def _licencias(plan: _Entero, avisos: list[Aviso]) -> dict[str, Any]:
    dicha = plan.entidad.extras.get(LICENCIA)
    if dicha is None:
        return {}
    if (direccion := direccion_de(str(dicha))) and "/" in str(dicha):
        return {"licenses": [{"path": direccion}]}
    if _CODIGO_DE_LICENCIA.fullmatch(str(dicha)):
        return {"licenses": [{"name": str(dicha)}]}
    motivo = (
        "se esperaba el código de una licencia, como CC-BY-4.0, o su dirección, llegó"
        f" {mostrar(dicha)}; el paquete de datos no la lleva"
    )
    avisos.append(Aviso("licencia_desconocida", f"entidad.extras.{LICENCIA}", motivo))
    return {}


def _de_filas(tabla: TablaAbierta, partes: Mapping[str, bytes]) -> dict[str, Any]:
    titulo = "Actividades y trámites, uno por corte"
    return _de_tabla("filas", titulo, FILAS, partes, [_campo(c, _limites) for c in tabla.columnas])


def _de_riesgos(tabla: TablaAbierta, partes: Mapping[str, bytes]) -> dict[str, Any]:
    from paac_reportes.datos_abiertos.tabla_de_riesgos import limites_de_riesgos  # noqa: PLC0415

    campos = [_campo(columna, limites_de_riesgos) for columna in tabla.columnas]
    return _de_tabla("riesgos", "Riesgos, uno por control", RIESGOS, partes, campos)


def _de_tabla(
    nombre: str, titulo: str, archivo: str, partes: Mapping[str, bytes], campos: list[Any]
) -> dict[str, Any]:
    return {
        "name": nombre,
        "type": "table",
        "title": titulo,
        **_archivo(archivo, partes, "csv", "text/csv"),
        "encoding": "utf-8",
        "dialect": {"delimiter": ";"},
        "schema": {"fields": campos, "missingValues": [""]},
    }


def _lo_demas(entero: str, titulo: str, partes: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    yield {
        "name": entero.partition(".")[0],
        "title": f"{titulo}, como lo describe {ESQUEMA}",
        **_archivo(entero, partes, "json", "application/json"),
    }
    yield {
        "name": "esquema",
        "title": f"El JSON Schema de {entero}",
        **_archivo(ESQUEMA, partes, "json", "application/schema+json"),
    }
    yield {
        "name": "diccionario",
        "title": "Qué es cada columna",
        **_archivo(PAGINA, partes, "html", "text/html"),
    }


def _archivo(nombre: str, partes: Mapping[str, bytes], formato: str, tipo: str) -> dict[str, Any]:
    contenido = partes[nombre]
    return {
        "path": nombre,
        "format": formato,
        "mediatype": tipo,
        "bytes": len(contenido),
        "hash": f"sha256:{hashlib.sha256(contenido).hexdigest()}",
    }


def _campo(
    columna: Columna, limites_de: Callable[[str], Iterator[tuple[str, Any]]]
) -> dict[str, Any]:
    dicho = columna.descripcion
    limites = dict(limites_de(columna.clave))
    return {
        "name": columna.clave,
        "type": columna.clase,
        "title": dicho.largo,
        **({"description": dicho.dice} if dicho.dice else {}),
        **({"unit": dicho.unidad} if dicho.unidad else {}),
        **({"constraints": limites} if limites else {}),
    }


def _limites(clave: str) -> Iterator[tuple[str, Any]]:
    """Lo que el modelo no deja pasar en una columna, y lo que a ninguna fila le falta."""
    if clave in {"entidad.nombre", "ruta"}:
        yield "required", True
    opciones = [*LISTAS_DE_FILAS] if clave == "lista" else list(CATALOGO.opciones(clave))
    if opciones:
        yield "enum", opciones
    if entre := CATALOGO.limites(clave):
        yield "minimum", entre.minimo
        yield "maximum", entre.maximo
