"""El paquete de datos: las filas, el plan, su esquema y qué es cada cosa.

``datapackage.json`` sigue el estándar Data Package (Frictionless): quien lo conozca abre las filas
con sus tipos.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from paac_reportes.datos_abiertos.esquema import esquema
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

FILAS, PLAN, ESQUEMA, PAGINA = "filas.csv", "plan.json", "esquema.json", "diccionario.html"
DESCRIPTOR = "datapackage.json"
LICENCIA = "licencia"
"""El extra de la entidad que dice con qué licencia publica sus datos."""

_LETRAS_DEL_NOMBRE = 80
_CODIGO_DE_LICENCIA = re.compile(r"[-A-Za-z0-9._]+")


def paquete_de(plan: Plan, datos: Mapping[str, Any], avisos: list[Aviso]) -> dict[str, bytes]:
    """Las partes del paquete por su nombre; ``datos`` son los del plan como van en un archivo.

    La licencia sólo va si los datos la dan, y si es un código o una dirección: si no, se avisa.
    """
    tabla = tabla_abierta(plan)
    partes = {
        FILAS: escribir_csv(tabla.renglones()),
        PLAN: escribir_json(dict(datos)),
        ESQUEMA: _en_json(esquema()),
        PAGINA: html.escribir(diccionario_de(plan, tabla), Escritura()),
    }
    return {DESCRIPTOR: _en_json(_descriptor(plan, tabla, partes, avisos)), **partes}


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
    if not {FILAS, PLAN} <= partes.keys():
        raise ErrorDeEntrada(
            Falla("archivo_danado", "", "no es un paquete de datos de los nuestros, o está dañado")
        )
    return partes


def _en_json(valor: object) -> bytes:
    return f"{json.dumps(valor, ensure_ascii=False, indent=1)}\n".encode()


def _descriptor(
    plan: Plan, tabla: TablaAbierta, partes: Mapping[str, bytes], avisos: list[Aviso]
) -> dict[str, Any]:
    regimen = regimen_del_plan(plan, None)
    titulo = " ".join(filter(None, (regimen.nombre, str(plan.vigencia or ""))))
    nombre = f"{regimen.sigla} {plan.entidad.nombre} {plan.vigencia or ''}"
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": en_ascii(nombre, _LETRAS_DEL_NOMBRE),
        "title": f"{titulo}, {plan.entidad.nombre}",
        "description": f"Qué es cada columna y cómo se lee está en {PAGINA}. {GUARDA}",
        "sources": [_con_sitio({"title": f"{titulo}, publicado por {plan.entidad.nombre}"}, plan)],
        "contributors": [_con_sitio({"title": plan.entidad.nombre, "roles": ["publisher"]}, plan)],
        **_licencias(plan, avisos),
        "resources": list(_recursos(tabla, partes)),
    }


def _con_sitio(que: dict[str, Any], plan: Plan) -> dict[str, Any]:
    """Con la dirección de la entidad, si la da y lo es."""
    direccion = direccion_de(plan.entidad.sitio_web or "")
    return {**que, "path": direccion} if direccion else que


def _licencias(plan: Plan, avisos: list[Aviso]) -> dict[str, Any]:
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


def _recursos(tabla: TablaAbierta, partes: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    yield {
        "name": "filas",
        "type": "table",
        "title": "Actividades y trámites, uno por corte",
        **_archivo(FILAS, partes, "csv", "text/csv"),
        "encoding": "utf-8",
        "dialect": {"delimiter": ";"},
        "schema": {
            "fields": [_campo(columna) for columna in tabla.columnas],
            "missingValues": [""],
        },
    }
    yield {
        "name": "plan",
        "title": f"El plan entero, como lo describe {ESQUEMA}",
        **_archivo(PLAN, partes, "json", "application/json"),
    }
    yield {
        "name": "esquema",
        "title": f"El JSON Schema de {PLAN}",
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


def _campo(columna: Columna) -> dict[str, Any]:
    dicho = columna.descripcion
    limites = dict(_limites(columna.clave))
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
