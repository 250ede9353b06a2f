"""Escribe ``docs/referencia`` desde el código; ninguna de sus páginas se toca a mano.

    make referencia

Los códigos de las fallas, los datos, las claves de un formato, las órdenes, los nombres de Python y
los formatos que hay se explican donde se declaran: aquí sólo se ponen en tablas.
"""

import argparse
import ast
import functools
import inspect
import itertools
import re
import sys
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import attrs

import paac_reportes as paac
from paac_reportes import anfitrion
from paac_reportes.cli.comunes import METODOLOGIA
from paac_reportes.cli.orden import _armar, como_ayuda
from paac_reportes.cli.tabla import ORDENES, Dato
from paac_reportes.errores import CODIGOS, FALLAS
from paac_reportes.estructura import Entre
from paac_reportes.estructura.mensajes import FRASES
from paac_reportes.formatos.definicion.aspecto import PorRegla, ReglaDeColor
from paac_reportes.formatos.definicion.bloques import _Bloque
from paac_reportes.formatos.definicion.cuerpo_en_word import CuerpoEnWord
from paac_reportes.formatos.definicion.filas import FILA_LIBRE
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.recorridos import RECORRIDOS
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.informe.parrafos import Prosa
from paac_reportes.libros.captura.resultado import CLASES
from paac_reportes.maqueta.documento import Membrete
from paac_reportes.opc.presupuesto import LIMITES

RAIZ = Path(__file__).parents[1]
CARPETA = RAIZ / "docs" / "referencia"
_HECHA = "<!-- La escribe «make referencia»: se cambia en el código. -->\n"


def paginas() -> dict[str, str]:
    """Cada archivo de la carpeta, con lo que dice."""
    hechas = {
        "cifras.md": _cifras(),
        "codigos.md": _codigos(),
        "datos.md": _datos(),
        "formato.md": _formato(),
        "filas.md": _filas(),
        "formatos.md": _formatos(),
        "informe.md": _informe(),
        "limites.md": _limites(),
        "orden.md": _orden(),
        "python.md": _python(),
    }
    return {nombre: _HECHA + texto for nombre, texto in hechas.items()}


def _tabla(rotulos: Iterable[str], filas: Iterable[Iterable[object]]) -> str:
    rotulos = list(rotulos)
    raya = "|" + "---|" * len(rotulos)
    return "\n".join([_renglon(rotulos), raya, *map(_renglon, filas)]) + "\n"


def _renglon(celdas: Iterable[object]) -> str:
    escritas = (_en_celda(str(celda)) for celda in celdas)
    return "|" + "".join(f" {celda} |" if celda else " |" for celda in escritas)


def _en_celda(texto: str) -> str:
    """``a|b`` partiría la celda; el código de un docstring es el de Markdown."""
    return re.sub(r"\s+", " ", texto).replace("``", "`").replace("|", "\\|").strip()


# ------------------------------------------------------------------------ códigos y límites


def _codigos() -> str:
    fallas = [(f"`{c}`", f"`{f.grupo}`", f.que, f.http) for c, f in FALLAS.items()]
    avisos = [(f"`{c}`", f"`{a.grupo}`", f"`{a.peso}`", a.que) for c, a in CODIGOS.items()]
    return (
        "# Los códigos\n\n"
        "Se prometen el grupo y el peso; un código puede partirse en dos dentro del suyo"
        " ([cómo se usan](../api.md#errores-y-avisos)).\n\n"
        "## Las fallas\n\n"
        + _tabla(("Código", "Grupo", "Qué dice", "HTTP"), fallas)
        + "\n## Los avisos\n\nCon uno de peso `duda` o `por_fuera`, `sin_dudas()` no da el plan:"
        " falla con ese código. Con uno `por_fuera` la orden termina con 4. El peso es el"
        " corriente: uno puede pesar más por su caso, y lo dice.\n\n"
        + _tabla(("Código", "Grupo", "Peso", "Qué dice"), avisos)
        + "\n## Lo que se esperaba\n\nEl `esperado` de los [`datos`](../api.md#para-un-programa) de"
        " una falla. Lo que va entre llaves está en los mismos `datos`.\n\n"
        + _tabla(
            ("Código", "Cómo se dice"), ((f"`{c}`", _sin_dobles(f)) for c, f in FRASES.items())
        )
        + "\n## Los conflictos\n\nLos de [reunir](../oficinas.md#los-conflictos) los libros.\n\n"
        + _tabla(("Clase", "Cuándo"), ((f"`{clase}`", que) for clase, que in CLASES.items()))
    )


def _sin_dobles(frase: str) -> str:
    """Con las llaves que no nombran nada, como se leen."""
    return frase.replace("{{", "{").replace("}}", "}")


def _limites() -> str:
    filas = [(uno.nombre, f"{uno.cuanto:,}".replace(",", ".")) for uno in LIMITES.values()]
    return (
        "# Hasta dónde se lee\n\nLo que pasa de un límite es la falla `limite_excedido`"
        " ([leer](../leer.md#hasta-dónde)).\n\n" + _tabla(("Límite", "Cuánto"), filas)
    )


# ------------------------------------------------------------------------------- los datos


def _datos() -> str:
    esquema = paac.esquema()
    clases = {"Plan": esquema, **esquema["$defs"]}
    partes = [_clase_de_datos(nombre, clase) for nombre, clase in clases.items()]
    return (
        "# Dato por dato\n\nLo que dice el esquema (`paac-reportes formatos --esquema plan`). El"
        " archivo de un plan es lo de `Plan`; el de un mapa de riesgos, `{version_contrato: 1,"
        " mapa: …}` con un `MapaDeRiesgos` ([las reglas](../datos.md)).\n\n" + "\n".join(partes)
    )


def _clase_de_datos(nombre: str, clase: Mapping[str, Any]) -> str:
    obligadas = clase.get("required", ())
    filas = [
        (
            f"`{clave}`" + ("" if clave in obligadas else "?"),
            _admite_el_esquema(dato),
            dato.get("description", ""),
        )
        for clave, dato in clase["properties"].items()
    ]
    dicho = clase.get("description", "")
    return f"## {nombre}\n\n{dicho}\n\n" + _tabla(("Clave", "Admite", "Qué es"), filas)


def _admite_el_esquema(dato: Mapping[str, Any]) -> str:
    """``{"anyOf": [{"enum": ["si", "no"]}, {"type": "null"}]}`` → ```si` · `no```."""
    if "anyOf" in dato:
        partes = (_admite_el_esquema(uno) for uno in dato["anyOf"] if uno.get("type") != "null")
        return " o ".join(dict.fromkeys(filter(None, partes)))
    if dato.get("type") == "array":
        return f"lista de {_admite_el_esquema(dato['items'])}".removesuffix(" de ")
    if opciones := dato.get("enum", [dato["const"]] if "const" in dato else []):
        return " · ".join(f"`{opcion}`" for opcion in opciones)
    if "$ref" in dato or dato.get("format") == "date":
        return dato["$ref"].rpartition("/")[2] if "$ref" in dato else "AAAA-MM-DD"
    limites = " a ".join(str(dato[lado]) for lado in ("minimum", "maximum") if lado in dato)
    return _DE_JSON.get(str(dato.get("type")), "") + (f" de {limites}" if limites else "")


_DE_JSON = {
    "string": "texto",
    "number": "número",
    "integer": "entero",
    "boolean": "sí o no",
    "object": "por nombre",
}


# --------------------------------------------------------------------- las claves de un formato


def _formato() -> str:
    secciones = list(_secciones(Formato, "", set()))
    return (
        "# Las claves de `formato.toml`\n\nLa que lleva `?` puede faltar"
        " ([cómo se usan](../formatos.md)).\n\n" + "\n".join(secciones)
    )


def _secciones(clase: type, camino: str, vistas: set[type]) -> Iterator[str]:
    """Una clase, y después cada clase que se escribe dentro de ella."""
    ajena = "formatos.definicion" not in clase.__module__ or clase in _CON_OTRA_SINTAXIS
    if ajena or clase in vistas:
        return
    vistas.add(clase)
    campos = [
        campo
        for campo in attrs.fields(clase)
        if campo.init and not campo.name.startswith("_") and not campo.metadata.get("aparte")
    ]
    de_todo_bloque = {"en", "de_un_mapa"} if issubclass(clase, _Bloque) else set()
    propios = [campo for campo in campos if campo.name not in de_todo_bloque]
    yield f"## {camino or 'La raíz'}\n\n{inspect.getdoc(clase)}\n\n" + _claves(clase, propios)
    if clase is Formato:
        yield "## `[[cuerpo]]`, todo bloque\n\n" + _claves(_Bloque, attrs.fields(_Bloque))
    anotaciones = typing.get_type_hints(clase)
    for campo in campos:
        for interior, forma in _interiores(anotaciones[campo.name]):
            yield from _secciones(interior, _camino(camino, campo.name, interior, forma), vistas)


_CON_OTRA_SINTAXIS = frozenset({CuerpoEnWord, PorRegla, ReglaDeColor})
"""Lo que un formato no escribe con los nombres de sus campos: lo explica ``docs/formatos.md``."""


def _claves(clase: type, campos: Iterable["attrs.Attribute[Any]"]) -> str:
    dicho, anotaciones = _docstrings(clase), typing.get_type_hints(clase)
    filas = [
        (
            f"`{campo.name}`" + ("" if campo.default is attrs.NOTHING else "?"),
            _admite(anotaciones[campo.name]) + _limites_y_valor(campo),
            dicho.get(campo.name, ""),
        )
        for campo in campos
    ]
    return _tabla(("Clave", "Admite", "Qué es"), filas)


def _limites_y_valor(campo: "attrs.Attribute[Any]") -> str:
    """``, de 5 a 40; si falta, `8```."""
    validadores = getattr(campo.validator, "_validators", (campo.validator,))
    entre = next((uno for uno in validadores if isinstance(uno, Entre)), None)
    limites = f", de {entre.minimo} a {entre.maximo}" if entre else ""
    valor = campo.default
    if isinstance(valor, bool):
        return f"; si falta, {'sí' if valor else 'no'}"
    if isinstance(valor, str | int | Decimal) and valor not in {"", "\n"}:
        return f"{limites}; si falta, `{valor}`"
    return limites


def _interiores(anotacion: Any, forma: str = "{}") -> Iterator[tuple[type, str]]:
    """Las clases de una anotación, y cómo se escriben: ``tuple[Columna, ...]`` → lista."""
    if isinstance(anotacion, type) and attrs.has(anotacion):
        yield anotacion, forma
    origen = get_origin(anotacion)
    de_adentro = "[{}]" if origen is tuple else "NOMBRE" if origen is dict else forma
    for interior in get_args(anotacion):
        yield from _interiores(interior, de_adentro)


def _camino(de: str, clave: str, clase: type, forma: str) -> str:
    """``[tablas.NOMBRE]`` y ``columnas`` → ``[[tablas.NOMBRE.columnas]]``."""
    entero = ".".join(filter(None, (de.strip("`[]").partition("]")[0], clave)))
    tipo = typing.get_type_hints(clase).get("tipo")
    if forma == "NOMBRE":
        return f"`[{entero}.NOMBRE]`"
    if tipo is not None:
        return f"`[[{entero}]]` tipo = `{get_args(tipo)[0]}`"
    return f"`[[{entero}]]`" if forma == "[{}]" else f"`[{entero}]`"


def _admite(anotacion: Any) -> str:
    """``Literal["a", "b"] | None`` → ```a` · `b```."""
    origen = get_origin(anotacion)
    if origen in (types.UnionType, Union):
        partes = (_admite(uno) for uno in get_args(anotacion) if uno is not type(None))
        return " o ".join(dict.fromkeys(filter(None, partes)))
    if origen is Literal:
        return " · ".join(f"`{opcion}`" for opcion in get_args(anotacion))
    if origen is tuple:
        return f"lista de {_admite(get_args(anotacion)[0])}".removesuffix(" de ")
    if origen is dict:
        return f"por nombre, {_admite(get_args(anotacion)[1])}".removesuffix(", ")
    return _DE_PYTHON.get(anotacion, "")


_DE_PYTHON: dict[Any, str] = {
    str: "texto",
    bool: "sí o no",
    int: "entero",
    Decimal: "número",
    date: "fecha",
    bytes: "imagen",
    Membrete: "un `.docx`",
    CuerpoEnWord: "un `.docx`",
}


def _docstrings(clase: type) -> dict[str, str]:
    """Lo escrito bajo cada campo, también en las clases de que hereda."""
    dichos: dict[str, str] = {}
    for una in reversed(clase.__mro__[:-1]):
        arbol = ast.parse(inspect.cleandoc("\n" + inspect.getsource(una)))
        (cuerpo,) = (nodo.body for nodo in arbol.body if isinstance(nodo, ast.ClassDef))
        for campo, sigue in itertools.pairwise(cuerpo):
            if isinstance(campo, ast.AnnAssign | ast.Assign) and isinstance(sigue, ast.Expr):
                dichos[ast.unparse(campo).split()[0].rstrip(":")] = ast.literal_eval(sigue.value)
    return dichos


# ------------------------------------------------- lo que se recorre, y qué trae cada fila


def _filas() -> str:
    """Los recorridos que dan los mismos datos van juntos."""
    juntos: dict[tuple[type, str], list[str]] = {}
    for nombre, recorrido in RECORRIDOS.items():
        juntos.setdefault((recorrido.fila, recorrido.dueno), []).append(nombre)
    partes = [
        _datos_de_filas(nombres, RECORRIDOS[nombres[0]].raices) for nombres in juntos.values()
    ]
    return (
        "# Lo que una tabla recorre\n\nPor lo que dice `recorre` en su sección, los datos que una"
        " columna puede mostrar. Lo de un plan o un mapa está en [dato por dato](datos.md).\n\n"
        + "\n".join(partes)
    )


def _datos_de_filas(nombres: Sequence[str], raices: Mapping[str, type]) -> str:
    titulo = " · ".join(f"`{nombre}`" for nombre in nombres)
    propios: list[tuple[str, str]] = []
    del_modelo: list[str] = []
    for raiz, clase in raices.items():
        if raiz == FILA_LIBRE:
            propios.append((f"`{raiz}.…`", "cada dato de las filas que se dan"))
        elif "paac_reportes.modelo" in clase.__module__ or not attrs.has(clase):
            del_modelo.append(f"`{raiz}.…`")
        else:
            dicho = _docstrings(clase)
            propios += [(f"`{raiz}.{c.name}`", dicho.get(c.name, "")) for c in attrs.fields(clase)]
    tabla = "\n" + _tabla(("Dato", "Qué es"), propios) if propios else ""
    de_quien = _DE_QUIEN[RECORRIDOS[nombres[0]].dueno]
    return f"## {titulo}\n\n{de_quien} {', '.join(del_modelo)}.\n{tabla}"


_DE_QUIEN = {
    "componente": "De un componente.",
    "plan": 'Del plan o el mapa entero, con `cada = "plan"`.',
}


# --------------------------------------------------------------------- lo que traen las cifras


_DE_CIFRAS = tuple(
    f"paac_reportes.{sala}" for sala in ("analisis", "modelo.fechas", "modelo.metodologia")
)


def _cifras() -> str:
    """Las clases de las cifras, con lo que cada una trae."""
    clases = [
        valor
        for nombre in _nombrados("tipos.pyi")
        if inspect.isclass(valor := getattr(paac.tipos, nombre))
        and attrs.has(valor)
        and valor.__module__.startswith(_DE_CIFRAS)
    ]
    return (
        "# Cada cifra\n\nLo que traen los objetos que dan `paac.analizar`, `paac.comparar` y"
        " `paac.calendario`. Las definiciones están en [las cifras](../cifras.md) y en"
        " [el mapa de riesgos](../riesgos.md#las-cifras).\n\n"
        + "\n".join(map(_de_una_clase, clases))
    )


def _de_una_clase(clase: type) -> str:
    dichos = dict.fromkeys([campo.name for campo in attrs.fields(clase)], "") | _docstrings(clase)
    de_todas = itertools.chain.from_iterable(vars(una).items() for una in reversed(clase.__mro__))
    dichos |= {
        nombre: _primer_parrafo(valor)
        for nombre, valor in de_todas
        if isinstance(valor, property | functools.cached_property) and valor.__doc__
    }
    filas = [(f"`{n}`", que) for n, que in dichos.items() if not n.startswith("_")]
    return f"## {clase.__name__}\n\n{_primer_parrafo(clase)}\n\n" + _tabla(
        ("Nombre", "Qué es"), filas
    )


# ----------------------------------------------------------------- las partes de un informe


def _informe() -> str:
    """Las claves de los bloques, en su orden, y los párrafos que salen de las cifras."""
    cuerpo = hallar_formato("informe-seguimiento")[0].cuerpo
    bloques = [(f"`{b.clave}`", b.tipo, _que_dice(b)) for b in cuerpo if b.clave]
    parrafos = inspect.getmembers(Prosa, lambda valor: isinstance(valor, property))
    prosa = [(f"`prosa.{n}`", _primer_parrafo(p)) for n, p in parrafos if not n.startswith("_")]
    return (
        "# Las partes del informe\n\nLas de `informe-seguimiento`, en su orden: con su clave un"
        " formato que hereda las quita, y los textos del plan las reemplazan"
        " ([cómo](../informe.md)).\n\n"
        + _tabla(("Clave", "Bloque", "Título o leyenda"), bloques)
        + "\n## Los párrafos que salen de las cifras\n\nUn texto del formato los nombra.\n\n"
        + _tabla(("Nombre", "Qué dice"), prosa)
    )


def _que_dice(bloque: Any) -> str:
    dichos = (getattr(bloque, nombre, "") for nombre in ("titulo", "leyenda"))
    titulo = bloque.texto if bloque.tipo == "titulo" else next(filter(None, dichos), "")
    return "" if "{%" in titulo else titulo


# -------------------------------------------------------------------------------- los formatos


def _formatos() -> str:
    partes = [_un_formato(ficha) for ficha in paac.formatos_disponibles()]
    return (
        "# Los formatos, uno por uno\n\nCuál sirve para qué lo dice [el catálogo](../catalogo.md)."
        " Cada orden corre en la carpeta del proyecto, después de `make informe`:\n\n"
        '```console\nexport PATH="$PWD/.venv/bin:$PATH"\n```\n\n' + "\n".join(partes)
    )


def _un_formato(ficha: Any) -> str:
    formato = hallar_formato(ficha.codigo)[0]
    que_es = ficha.fuente.partition("**Qué es.** ")[2].partition("\n\n")[0].replace("\n", " ")
    nombre = ficha.codigo.lower().replace(".", "-") + (".docx" if formato.en_papel else ".xlsx")
    orden = (
        f"paac-reportes generar ejemplos/{_ejemplo_de(formato)}"
        f" --formato {ficha.codigo} --salida salida/{nombre}"
    )
    return (
        f"## {ficha.nombre}, `{ficha.codigo}`\n\n{que_es}"
        f" [De dónde sale `{ficha.codigo}`](../../plantillas/{ficha.codigo}/FUENTE.md).\n\n"
        f"```console\n{orden}\n```\n"
    )


def _ejemplo_de(formato: Formato) -> str:
    if formato.de == "mapa":
        return "mapa_de_riesgos/mapa.yaml --corte 2026-06-30"
    return "ptep/plan.yaml" if formato.regimenes == ("ptep",) else "informe_trimestral/plan.yaml"


# --------------------------------------------------------------------------------- las órdenes


def _orden() -> str:
    raiz = _armar(ORDENES)
    (ordenes,) = (a for a in raiz._actions if isinstance(a, argparse._SubParsersAction))
    partes = [
        f"## `{nombre}`\n\n{orden.description}\n\n{_opciones(orden)}{_claves_de_con(nombre)}"
        for nombre, orden in ordenes.choices.items()
    ]
    return (
        "# Las órdenes, opción por opción\n\nLo mismo que dice `paac-reportes ORDEN --help`"
        " ([cómo se usan](../orden.md)). Todas tienen `--silencio` y `--help` (o `--ayuda`).\n\n"
        + "\n".join(partes)
        + "\n## La metodología\n\nLo que [las cifras](../cifras.md#la-metodología) admiten.\n\n"
        + _tabla(("Con `--con`", "Qué es"), _por_con(lambda clave: clave in METODOLOGIA))
    )


def _opciones(orden: argparse.ArgumentParser) -> str:
    calladas = {"--help", "--silencio", "--con"}
    acciones = [accion for accion in orden._actions if not calladas & {*accion.option_strings}]
    filas = [(_como_se_escribe(accion), _ayuda(orden, accion)) for accion in acciones]
    return _tabla(("Opción", "Qué es"), filas)


def _claves_de_con(nombre: str) -> str:
    """Tabla de lo que una orden admite por ``--con``, y si también la metodología."""
    de_la_orden = ORDENES[nombre].con
    filas = _por_con(lambda clave: clave not in METODOLOGIA, de_la_orden)
    tabla = f"\n{_tabla(('Con `--con`', 'Qué es'), filas)}" if filas else ""
    con_ella = METODOLOGIA[0] in de_la_orden
    return tabla + ("\nY las de [la metodología](#la-metodología).\n" if con_ella else "")


def _por_con(
    cuenta: Callable[[str], bool], claves: "Mapping[str, Dato] | None" = None
) -> list[tuple[str, str]]:
    de_cuales = ORDENES["analizar"].con if claves is None else claves
    return [
        (f"`{clave.replace('_', '-')}={dato.valor or 'si'}`", como_ayuda(dato).replace("%%", "%"))
        for clave, dato in de_cuales.items()
        if cuenta(clave)
    ]


def _ayuda(orden: argparse.ArgumentParser, accion: argparse.Action) -> str:
    return orden._get_formatter()._expand_help(accion) if accion.help else ""


def _como_se_escribe(accion: argparse.Action) -> str:
    valor = "" if accion.nargs == 0 else f" {accion.metavar or '|'.join(accion.choices or ())}"
    escrita = " o ".join(accion.option_strings)
    return f"`{f'{escrita}{valor}'.strip()}`"


# ------------------------------------------------------------------------- los nombres de Python


def grupos() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Por el título de su parte, el módulo y los nombres públicos que se importan de él."""
    propios = {n: getattr(paac, n) for n in dir(paac) if not inspect.ismodule(getattr(paac, n))}
    puertas = tuple(n for n, valor in propios.items() if inspect.isfunction(valor))
    escritos = tuple(n for n, v in propios.items() if ".modelo." in getattr(v, "__module__", ""))
    recibidos = tuple(n for n in propios if n not in {*puertas, *escritos})
    hallados = {
        "Las puertas": ("paac_reportes", puertas),
        "Lo que se escribe": ("paac_reportes", escritos),
        "Lo que se recibe": ("paac_reportes", recibidos),
    }
    for titulo, modulo, lista in (
        ("Lo que un programa escribe", paac.modelo, "modelo/__init__.pyi"),
        ("Lo que un programa recibe", paac.tipos, "tipos.pyi"),
        ("Para quien la lleva adentro", anfitrion, "anfitrion/__init__.py"),
        ("Los errores y sus códigos", paac.errores, "errores.py"),
    ):
        hallados[titulo] = (modulo.__name__, tuple(sorted({*_nombrados(lista)} - {*propios})))
    return hallados


def _nombrados(lista: str) -> list[str]:
    """Los nombres que una sala muestra, de su lista."""
    pyi = (Path(paac.__file__).parent / lista).read_text("utf-8")
    return re.findall(r"^(?:from \S+ import \(?\s*(?=\w+ as)|class )(?!_)(\w+)", pyi, re.MULTILINE)


def _python() -> str:
    partes = [
        f"## {titulo}\n\n`{modulo}`\n\n"
        + _tabla(("Nombre", "Qué es"), ((f"`{n}`", _primer_renglon(modulo, n)) for n in nombres))
        for titulo, (modulo, nombres) in grupos().items()
    ]
    return (
        "# Los nombres públicos\n\nLo que se promete de ellos, en [Python y lo público](../api.md);"
        " lo que cada uno dice entero, en el sitio (`make docs`) o con `help(paac.reporte)`.\n\n"
        + "\n".join(partes)
    )


def _primer_renglon(modulo: str, nombre: str) -> str:
    valor = getattr(sys.modules[modulo], nombre)
    if not (inspect.isclass(valor) or inspect.isfunction(valor)) or not valor.__doc__:
        return ""
    return _primer_parrafo(valor)


def _primer_parrafo(valor: Any) -> str:
    return inspect.cleandoc(valor.__doc__ or "").partition("\n\n")[0]


def escribir() -> None:
    """Deja cada página en su archivo."""
    CARPETA.mkdir(exist_ok=True)
    for nombre, texto in paginas().items():
        (CARPETA / nombre).write_text(texto, "utf-8")


if __name__ == "__main__":
    escribir()
