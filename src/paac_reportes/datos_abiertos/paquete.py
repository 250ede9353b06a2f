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
from paac_reportes.datos_abiertos.tabla import Columna, TablaAbierta, limites_de, tabla_abierta
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.escritores import html
from paac_reportes.escritores.datos import escribir_csv, escribir_json
from paac_reportes.escritores.de_vuelta import avisar_del_que_no_se_lee
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.estructura import mostrar
from paac_reportes.modelo import Plan
from paac_reportes.modelo.filas import FormaDeFilas, forma_de
from paac_reportes.modelo.temas import (
    Contenido,
    EnAbierto,
    Tema,
    claves,
    con_los_que_lleva,
    tablas_de,
    tema,
    tema_de,
)
from paac_reportes.normativa.regimenes import regimen_del_plan
from paac_reportes.opc.paquete import Comprimido
from paac_reportes.sistema import IlegibleError
from paac_reportes.textos.enlaces import direccion_de
from paac_reportes.textos.valores import en_ascii

ESQUEMA, PAGINA = "esquema.json", "diccionario.html"
DESCRIPTOR = "datapackage.json"
LICENCIA = "licencia"
"""El extra de la entidad que dice con qué licencia publica sus datos."""

_LETRAS_DEL_NOMBRE = 80
_CODIGO_DE_LICENCIA = re.compile(r"[-A-Za-z0-9._]+")


def de_la_tabla(tema: Tema) -> str:
    """El archivo de las filas de un contenido."""
    return f"{tema.en_abierto.tabla}.csv"


def del_entero(tema: Tema) -> str:
    """El archivo que lo trae todo."""
    return f"{tema.clave}.json"


def paquete_de(
    contenido: Contenido, datos: Mapping[str, Any], avisos: list[Aviso]
) -> dict[str, bytes]:
    """Las partes del paquete por su nombre; ``datos`` son los suyos como van en un archivo.

    El contenido que lleva otro adentro, como un plan su mapa de riesgos, trae también la tabla de
    él. La licencia sólo va si los datos la dan, y si es un código o una dirección: si no, se avisa.
    """
    tema = tema_de(contenido)
    tablas = dict(_tablas_de(contenido))
    entero = del_entero(tema)
    todo = escribir_json(dict(datos))
    avisar_del_que_no_se_lee(entero, todo, avisos)
    partes = {
        **{de_la_tabla(t): escribir_csv(tabla.renglones()) for t, tabla in tablas.items()},
        entero: todo,
        ESQUEMA: en_json(esquema(tema)),
        PAGINA: html.escribir(
            diccionario_de(contenido, [(t.en_abierto, suya) for t, suya in tablas.items()]),
            Escritura(),
        ),
    }
    recursos = [
        *(
            recurso_de_tabla(
                suyo.en_abierto,
                de_la_tabla(suyo),
                partes,
                [_campo(columna, forma_de(suyo)) for columna in tabla.columnas],
            )
            for suyo, tabla in tablas.items()
        ),
        *_lo_demas(entero, tema.en_abierto.entero, partes),
    ]
    descriptor = descriptor_de(contenido, *_que_es(contenido), recursos, avisos)
    return {DESCRIPTOR: en_json(descriptor), **partes}


def _tablas_de(contenido: Contenido) -> Iterator[tuple[Tema, TablaAbierta]]:
    """La de sus filas, y las demás en que haya alguna; y las de lo que lleva adentro."""
    for _, uno in con_los_que_lleva(contenido):
        suyo, *otros = tablas_de(tema_de(uno))
        yield suyo, tabla_abierta(uno, suyo)
        yield from ((otro, tabla) for otro in otros if (tabla := tabla_abierta(uno, otro)).filas)


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
    if not any({de_la_tabla(t), del_entero(t)} <= partes.keys() for t in map(tema, claves())):
        raise ErrorDeEntrada(
            Falla("archivo_danado", "", "no es un paquete de datos de los nuestros, o está dañado")
        )
    return partes


def en_json(valor: object) -> bytes:
    """Los bytes de una parte en JSON, para que también la lea una persona."""
    return f"{json.dumps(valor, ensure_ascii=False, indent=1)}\n".encode()


def descriptor_de(
    de: Contenido, que: str, sigla: str, recursos: list[dict[str, Any]], avisos: list[Aviso]
) -> dict[str, Any]:
    """Lo que va en ``datapackage.json``; ``que`` y ``sigla`` dicen qué son los datos."""
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


def _que_es(de: Contenido) -> tuple[str, str]:
    """Cómo se llama, entero y en corto; un plan, como lo llame su régimen."""
    if isinstance(de, Plan):
        regimen = regimen_del_plan(de, None)
        return regimen.nombre, regimen.sigla
    que = tema_de(de).en_abierto.que_es
    return que, que


def _con_sitio(que: dict[str, Any], de: Contenido) -> dict[str, Any]:
    """Con la dirección de la entidad, si la da y lo es."""
    direccion = direccion_de(de.entidad.sitio_web or "")
    return {**que, "path": direccion} if direccion else que


def _licencias(de: Contenido, avisos: list[Aviso]) -> dict[str, Any]:
    dicha = de.entidad.extras.get(LICENCIA)
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


def recurso_de_tabla(
    en_abierto: EnAbierto,
    archivo: str,
    partes: Mapping[str, bytes],
    campos: list[dict[str, Any]],
) -> dict[str, Any]:
    """Lo que el descriptor dice del CSV de una tabla."""
    return {
        "name": en_abierto.tabla,
        "type": "table",
        "title": en_abierto.titulo,
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
    yield el_diccionario(partes)


def el_diccionario(partes: Mapping[str, bytes]) -> dict[str, Any]:
    """Lo que el descriptor dice de la página que explica las columnas."""
    return {
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


def _campo(columna: Columna, forma: FormaDeFilas) -> dict[str, Any]:
    dicho = columna.descripcion
    limites = dict(limites_de(forma, columna.clave))
    return {
        "name": columna.clave,
        "type": columna.clase,
        "title": dicho.largo,
        **({"description": dicho.dice} if dicho.dice else {}),
        **({"unit": dicho.unidad} if dicho.unidad else {}),
        **({"constraints": limites} if limites else {}),
    }
