"""El paquete de datos: las filas, el plan, su esquema y qué es cada cosa.

``datapackage.json`` sigue el estándar Data Package (Frictionless): dice qué es cada columna, y
quien lo conozca abre las filas con sus tipos.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from paac_reportes.datos_abiertos.esquema import esquema_de_tema
from paac_reportes.datos_abiertos.tabla import columnas_abiertas, renglones_de_contenido
from paac_reportes.errores import Aviso
from paac_reportes.escritores.datos import escribir_csv, escribir_json
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.limites import avisar_del_que_no_se_lee
from paac_reportes.estructura import mostrar
from paac_reportes.modelo import Plan
from paac_reportes.modelo.filas import RUTA, Columna, FormaDeFilas, forma_de_filas
from paac_reportes.modelo.temas import (
    Contenido,
    Tema,
    con_los_que_lleva,
    tema_de,
    temas_por_tabla,
)
from paac_reportes.normativa.normas import regimen_del_plan
from paac_reportes.textos.frases import con_mayuscula
from paac_reportes.textos.remisiones import direccion_de
from paac_reportes.textos.valores import en_ascii

ESQUEMA, DESCRIPTOR = "esquema.json", "datapackage.json"
LICENCIA = "licencia"
"""El extra de la entidad que dice con qué licencia publica sus datos."""

_LETRAS_DEL_NOMBRE = 80
_COMO_SE_LEE = (
    "Una celda vacía es un dato que falta: un avance en blanco se desconoce, no es cero. En una"
    " columna de texto, el apóstrofo con que empieza una celda no es del dato: protege de que una"
    " hoja de cálculo tome el texto por fórmula, y distingue el texto vacío (') de lo que está en"
    " blanco. Quite el primero, si lo hay."
)
_CODIGO_DE_LICENCIA = re.compile(r"[-A-Za-z0-9._]+")


def de_la_tabla(tema: Tema) -> str:
    """Nombre del archivo de las filas de un tema: ``actividades.csv``."""
    return f"{tema.en_abierto.tabla}.csv"


def del_entero(tema: Tema) -> str:
    """Nombre del archivo que lo trae todo: ``plan.json``."""
    return f"{tema.clave}.json"


def paquete_de(
    contenido: Contenido, datos: Mapping[str, Any], avisos: list[Aviso]
) -> dict[str, bytes]:
    """Partes del paquete por su nombre; ``datos``: el contenido como va en un archivo.

    El contenido que lleva otro adentro, como un plan su mapa de riesgos, trae también la tabla de
    él. La licencia sólo va si los datos la dan, y si es un código o una dirección: si no, se avisa.
    """
    tema, tablas = tema_de(contenido), list(_tablas_de(contenido))
    entero = del_entero(tema)
    entero_en_json = escribir_json(dict(datos))
    avisar_del_que_no_se_lee(entero, entero_en_json, avisos)
    escritura = Escritura(avisos)
    partes = {
        **{de_la_tabla(t): escribir_csv(renglones, escritura) for _, t, renglones in tablas},
        entero: entero_en_json,
        ESQUEMA: _en_json(esquema_de_tema(tema)),
    }
    recursos = [
        *(_recurso_de_tabla(llevado, t, partes) for llevado, t, _ in tablas),
        *_recursos_del_conjunto(entero, f"{con_mayuscula(tema.el)} entero", partes),
    ]
    return {DESCRIPTOR: _en_json(_descriptor(contenido, recursos, avisos)), **partes}


def _tablas_de(contenido: Contenido) -> Iterator[tuple[Contenido, Tema, list[Sequence[str]]]]:
    """Tablas de un contenido y de los que lleva, cada una con sus renglones.

    Las que no son la de sus filas, si traen algo.
    """
    for _, llevado in con_los_que_lleva(contenido):
        propio, *otros = temas_por_tabla(tema_de(llevado))
        yield llevado, propio, list(renglones_de_contenido(llevado))
        for otro in otros:
            if len(renglones := list(renglones_de_contenido(llevado, tema=otro))) > 1:
                yield llevado, otro, renglones


def _en_json(valor: object) -> bytes:
    """Los bytes de una parte en JSON, para que también la lea una persona."""
    return f"{json.dumps(valor, ensure_ascii=False, indent=1)}\n".encode()


def _descriptor(
    contenido: Contenido, recursos: list[dict[str, Any]], avisos: list[Aviso]
) -> dict[str, Any]:
    """Lo que va en ``datapackage.json``; ``recursos``: lo que dice de cada archivo."""
    que_es, sigla = _que_es(contenido)
    titulo = " ".join(filter(None, (que_es, str(contenido.vigencia or ""))))
    nombre = f"{sigla} {contenido.entidad.nombre} {contenido.vigencia or ''}"
    direccion = direccion_de(contenido.entidad.sitio_web or "")
    sitio = {"path": direccion} if direccion else {}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": en_ascii(nombre, _LETRAS_DEL_NOMBRE),
        "title": f"{titulo}, {contenido.entidad.nombre}",
        "description": _COMO_SE_LEE,
        "sources": [{"title": f"{titulo}, publicado por {contenido.entidad.nombre}", **sitio}],
        "contributors": [{"title": contenido.entidad.nombre, "roles": ["publisher"], **sitio}],
        **_licencias(contenido, avisos),
        "resources": recursos,
    }


def _que_es(contenido: Contenido) -> tuple[str, str]:
    """El nombre de unos datos, entero y en corto; el de un plan, como lo llame su régimen."""
    if isinstance(contenido, Plan):
        regimen = regimen_del_plan(contenido, None)
        return regimen.nombre, regimen.sigla
    nombre = tema_de(contenido).libro.titulo
    return nombre, nombre


def _licencias(contenido: Contenido, avisos: list[Aviso]) -> dict[str, Any]:
    """La licencia que los datos dan, como va en el descriptor; avisa si no es una."""
    licencia = contenido.entidad.extras.get(LICENCIA)
    if licencia is None:
        return {}
    if (direccion := direccion_de(str(licencia))) and "/" in str(licencia):
        return {"licenses": [{"path": direccion}]}
    if _CODIGO_DE_LICENCIA.fullmatch(str(licencia)):
        return {"licenses": [{"name": str(licencia)}]}
    motivo = (
        "se esperaba el código de una licencia, como CC-BY-4.0, o su dirección, llegó"
        f" {mostrar(licencia)}; el paquete de datos no la lleva"
    )
    avisos.append(Aviso("licencia_desconocida", f"entidad.extras.{LICENCIA}", motivo))
    return {}


def _recurso_de_tabla(
    contenido: Contenido, tema: Tema, partes: Mapping[str, bytes]
) -> dict[str, Any]:
    """Lo que el descriptor dice del CSV de una tabla: su archivo y cada columna.

    ``partes``: los bytes de cada archivo.
    """
    en_abierto, forma = tema.en_abierto, forma_de_filas(tema)
    campos = [_campo(columna, forma) for columna in columnas_abiertas(contenido, tema)]
    return {
        "name": en_abierto.tabla,
        "type": "table",
        "title": en_abierto.titulo,
        "description": en_abierto.como_se_lee,
        **_archivo(de_la_tabla(tema), partes, "csv", "text/csv"),
        "encoding": "utf-8",
        "dialect": {"delimiter": ";"},
        "schema": {"fields": campos, "missingValues": [""]},
    }


def _recursos_del_conjunto(
    entero: str, titulo: str, partes: Mapping[str, bytes]
) -> Iterator[dict[str, Any]]:
    """Lo que el descriptor dice de los archivos que no son tablas: el JSON y su esquema.

    ``entero``: cómo se llama el JSON; ``partes``: los bytes de cada archivo.
    """
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


def _archivo(nombre: str, partes: Mapping[str, bytes], formato: str, tipo: str) -> dict[str, Any]:
    """Lo que el descriptor dice de un archivo: ruta, formato, tamaño y sha256.

    ``partes``: los bytes de cada uno; ``tipo``: el MIME.
    """
    contenido = partes[nombre]
    return {
        "path": nombre,
        "format": formato,
        "mediatype": tipo,
        "bytes": len(contenido),
        "hash": f"sha256:{hashlib.sha256(contenido).hexdigest()}",
    }


def _campo(columna: Columna, forma: FormaDeFilas) -> dict[str, Any]:
    """Campo de una columna en el descriptor, con los límites que el modelo le pone."""
    campo, limites = columna.campo, dict(_limites(forma, columna.clave))
    return {
        "name": columna.clave,
        "type": columna.clase,
        "title": campo.largo,
        **({"description": campo.dice} if campo.dice else {}),
        **({"unit": campo.unidad} if campo.unidad else {}),
        **({"constraints": limites} if limites else {}),
    }


def _limites(forma: FormaDeFilas, clave: str) -> Iterator[tuple[str, Any]]:
    """Límites de una columna, ``("enum", […])``: los del modelo, y si nunca falta."""
    if clave in {"entidad.nombre", RUTA, *forma.tema.filas.siempre}:
        yield "required", True
    if forma.tipo(clave) is tuple:  # de una lista, cada uno; el estándar no lo dice
        return
    if opciones := forma.opciones(clave):
        yield "enum", list(opciones)
    if entre := forma.limites(clave):
        yield "minimum", entre.minimo
        yield "maximum", entre.maximo
