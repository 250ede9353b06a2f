"""Lo que hace una biblioteca con un campo de más en cada clase: la corre otro proceso.

Escribe en un JSON, por contenido y por sitio, las clases cuyo campo no llegó.
"""

import io
import json
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import openpyxl

import paac_reportes as paac
from ayudas.muestras import muestra_de
from paac_reportes.api.cifras import texto_de_comparacion
from paac_reportes.datos_abiertos.paquete import de_la_tabla, del_entero
from paac_reportes.estructura import desestructurar
from paac_reportes.estructura.formas import campos_propios
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.libros.captura.filas import (
    filas_de_captura,
)
from paac_reportes.libros.tablas import tablas_de, tablas_de_oficina
from paac_reportes.modelo.campos import Campo
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import forma_de_filas
from paac_reportes.modelo.recorrer import (
    con_objetos,
    contenidos_de,
    recorrer,
    todos_los_contenidos,
)
from paac_reportes.modelo.temas import claves, tema_de

CAMPO = "de_mas_en_"
"""Con que empieza el nombre de cada uno; sigue el de su clase."""
DE_MUESTRA = {"plan": "EV-EGMC-PC-003-FM-002", "mapa": "mapa-v5"}
"""Un formato de cada contenido: de él sale el contenido con que se prueba."""


def campo_de(clase: type) -> str | None:
    """El que se le agregó a una clase, si es de las que lo llevan."""
    return next((uno for uno in campos_propios(clase) if uno.startswith(CAMPO)), None)


def lleno(clave: str, de_mas: str) -> Any:
    """Un contenido con un texto en cada campo de más: dice de qué clase es y en qué lugar está."""
    muestra = muestra_de(hallar_formato(DE_MUESTRA[clave])[0])
    nuevos = {"": _con_el_campo(muestra.contenido, f"{de_mas} en {clave}")}
    for lugar in recorrer(muestra.contenido):
        nuevos[lugar.ruta] = _con_el_campo(lugar.objeto, f"{de_mas} en {lugar.ruta}")
    return con_objetos(muestra.contenido, nuevos)


def _con_el_campo(objeto: Any, texto: str) -> Any:
    nombre = campo_de(type(objeto))
    return attrs.evolve(objeto, **{nombre: texto}) if nombre else objeto


def esperados(contenido: Any) -> dict[str, set[str]]:
    """Por la raíz de sus datos, los textos que se pusieron."""
    suyos = {tema_de(contenido).raiz: {str(getattr(contenido, campo_de(type(contenido)) or ""))}}
    for lugar in recorrer(contenido):
        if nombre := campo_de(lugar.contenido.clase):
            suyos.setdefault(lugar.raiz, set()).add(getattr(lugar.objeto, nombre))
    return suyos


def callados(contenido: Any, texto: str, raices: set[str] | None = None) -> list[str]:
    """Las raíces de que algún texto no está."""
    return sorted(
        raiz
        for raiz, textos in esperados(contenido).items()
        if (raices is None or raiz in raices) and not all(uno in texto for uno in textos)
    )


def de_las_filas(contenido: Any) -> set[str]:
    """Las raíces cuyos datos van en una fila."""
    return {
        clave.rpartition(".")[0]
        for clave in forma_de_filas(tema_de(contenido)).claves
        if "." in clave
    } - {"entidad"}


# ------------------------------------------------------------------ los sitios


def esquema(contenido: Any) -> list[str]:
    dicho = paac.esquema(como=tema_de(contenido).clave)
    clases = {type(contenido), *(uno.clase for uno in todos_los_contenidos(type(contenido)))}
    en_texto = json.dumps(dicho)
    return sorted(
        c.__name__ for c in clases if (suyo := campo_de(c)) and f'"{suyo}"' not in en_texto
    )


def de_filas(contenido: Any) -> list[str]:
    suyas = paac.filas_de(contenido)
    vuelto = paac.desde_filas(suyas, como=tema_de(contenido).clave).contenido
    return callados(contenido, repr(paac.filas_de(vuelto)), de_las_filas(contenido))


def paquete(contenido: Any) -> list[str]:
    suyo = tema_de(contenido)
    escrito = paac.reporte(contenido, DE_MUESTRA[suyo.clave]).emitir("zip").contenido
    with zipfile.ZipFile(io.BytesIO(escrito)) as partes:
        tabla = partes.read(de_la_tabla(suyo)).decode()
        entero = partes.read(del_entero(suyo)).decode()
        descriptor = partes.read("datapackage.json").decode()
    columnas = {c for c in forma_de_filas(suyo).claves if CAMPO in c}
    return [
        *callados(contenido, tabla, de_las_filas(contenido)),
        *callados(contenido, entero),
        *sorted(columna for columna in columnas if f'"{columna}"' not in descriptor),
    ]


def libro(contenido: Any) -> list[str]:
    flujo: Any = io.BytesIO()
    paac.guardar_datos(contenido, flujo, tipo="xlsx")
    flujo.seek(0)
    flujo.name = "contenido.xlsx"
    return callados(contenido, repr(desestructurar(paac.leer(flujo, como=None).contenido)))


def comparacion(contenido: Any) -> list[str]:
    antes, despues = lleno(tema_de(contenido).clave, "lo que decía"), contenido
    comparados: Any = paac.comparar(paac.analizar(antes), paac.analizar(despues))
    dicho = "\n".join(texto_de_comparacion(comparados))
    vistas = de_las_filas(contenido)
    return [raiz for raiz in sorted(vistas & {*esperados(contenido)}) if _rotulo(raiz) not in dicho]


def _rotulo(raiz: str) -> str:
    clase = CATALOGO.clase_de(raiz)
    assert clase is not None
    return CATALOGO[f"{raiz}.{campo_de(clase)}"].en_frase


def cobertura(contenido: Any) -> list[str]:
    """Un formato que no los muestra los dice todos, o dice entero a quien los lleva."""
    formato = DE_MUESTRA[tema_de(contenido).clave]
    avisos = paac.reporte(contenido, formato).avisos
    dicho = "\n".join(map(str, avisos))
    listas = {aviso.ruta for aviso in avisos if aviso.codigo == "lista_no_mostrada"}
    suya: type = type(contenido)
    enteros = {uno.raiz for uno in contenidos_de(suya) if uno.nombre in listas}
    return [
        raiz
        for raiz in sorted(esperados(contenido))
        if (clase := CATALOGO.clase_de(raiz))
        and str(campo_de(clase)) not in dicho
        and f"({raiz})" not in dicho
        and raiz not in enteros
    ]


def captura(contenido: Any) -> list[str]:
    """Lo de cada fila y de quienes la contienen se ve en su libro, y nada se pierde al reunir."""
    filas = filas_de_captura(contenido, _corte_de(contenido))
    objetos = [par for fila in filas for par in fila.objetos.items()]
    with tempfile.TemporaryDirectory() as carpeta:
        libros = _capturados(contenido, carpeta)
        vistos = "\n".join(str(celda.value) for libro in libros for celda in _celdas(libro))
        vuelto = _reunido(contenido, libros, lambda rotulo: rotulo == LIBRE.get(contenido.TEMA))
    sin_ver = {r for r, o in objetos if getattr(o, campo_de(type(o)) or "") not in vistos}
    return [*sorted(sin_ver), *callados(contenido, vuelto), *([] if DICHO in vuelto else [DICHO])]


def reporte(contenido: Any) -> list[str]:
    """El campo que el catálogo dice que se reporta va abierto en su libro, y lo que dice vuelve o choca."""
    raices = [
        raiz
        for tabla in tablas_de(tema_de(contenido))
        for raiz in esperados(contenido)
        if f"{raiz}.".startswith(f"{tabla.pide.reporta}.")
    ]
    rotulos = {raiz: _que_se_reporte(raiz) for raiz in raices}
    assert rotulos
    tablas_de_oficina.cache_clear()
    with tempfile.TemporaryDirectory() as carpeta:
        libros = _capturados(contenido, carpeta)
        vuelto = _reunido(contenido, libros, lambda rotulo: rotulo in rotulos.values())
        choca = _en_conflictos(contenido, libros)
    return [
        raiz
        for raiz, rotulo in rotulos.items()
        if f"{DICHO}{rotulo}" not in vuelto or f"{rotulo}: {DICHO}{rotulo}" not in choca
    ]


def _en_conflictos(contenido: Any, libros: list[Any]) -> str:
    """Lo que dice la hoja «Conflictos» con otra copia de cada libro, que dice otra cosa."""
    copias = []
    for ruta, abierto in libros:
        for celda in _celdas((ruta, abierto)):
            if str(celda.value).startswith(DICHO):
                celda.value = "otra cosa"
        copias.append(ruta.with_name(f"z-{ruta.name}"))
        abierto.save(copias[-1])
    flujo = io.BytesIO()
    flujo.name = "reunido.xlsx"
    paac.reunir([*(ruta for ruta, _ in libros), *copias], base=contenido).guardar(flujo)
    return repr([*openpyxl.load_workbook(flujo)["Conflictos"].values])


DICHO = "lo que dice "
LIBRE = {"plan": "Seguimiento", "mapa": "Acciones adelantadas"}
"""Una columna abierta de cada contenido."""


def _que_se_reporte(raiz: str) -> str:
    """Su campo de más, desde ahora, se reporta: con qué rótulo."""
    clase = CATALOGO.clase_de(raiz)
    assert clase is not None
    suyos: Any = CATALOGO.objeto(clase).campos
    campo = campo_de(clase)
    suyos[campo] = Campo(f"Otro dato de {raiz}", "Se llena.", reporta=True)
    CATALOGO._campos.pop(f"{raiz}.{campo}", None)
    return f"Otro dato de {raiz}"


def _corte_de(contenido: Any) -> date:
    """Uno posterior a todos los suyos."""
    ultimo: date = max((*contenido.cortes(), date(2020, 1, 1)))
    return ultimo + timedelta(days=30)


def _capturados(contenido: Any, carpeta: str) -> list[Any]:
    rutas = paac.capturar(contenido, _corte_de(contenido), Path(carpeta)).archivos
    return [(ruta, openpyxl.load_workbook(ruta)) for ruta in rutas]


def _celdas(libro: Any) -> Iterator[Any]:
    yield from (celda for hoja in libro[1] for fila in hoja.iter_rows() for celda in fila)


def _reunido(contenido: Any, libros: list[Any], se_llena: Callable[[str], bool]) -> str:
    """Lo que queda, en texto, con esas columnas llenas: en cada celda, de qué columna es."""
    for ruta, abierto in libros:
        for celda in list(_celdas((ruta, abierto))):
            if not isinstance(celda.value, str) or not se_llena(celda.value):
                continue
            hoja = celda.parent
            for fila in range(celda.row + 1, hoja.max_row + 1):
                hoja.cell(fila, celda.column).value = f"{DICHO}{celda.value}"
        abierto.save(ruta)
    return repr(desestructurar(paac.reunir([r for r, _ in libros], base=contenido).contenido))


SITIOS: dict[str, Callable[[Any], list[str]]] = {
    "esquema": esquema,
    "de_filas": de_filas,
    "paquete": paquete,
    "libro": libro,
    "comparacion": comparacion,
    "cobertura": cobertura,
    "captura": captura,
    "reporte": reporte,
}
"""El último cambia el catálogo: va al final."""


def _corridos() -> Iterator[tuple[str, Any]]:
    for clave in claves():
        contenido = lleno(clave, "de más")
        for nombre, sitio in SITIOS.items():
            try:
                yield f"{clave} {nombre}", sitio(contenido)
            except Exception as error:  # noqa: BLE001 - la prueba dice cuál fue, y las demás siguen
                yield f"{clave} {nombre}", [f"{type(error).__name__}: {error}"]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(dict(_corridos())), "utf-8")
