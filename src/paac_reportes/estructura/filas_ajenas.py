"""Filas de otras bibliotecas: cómo se recorren, qué datos traen y qué valor es cada uno.

Al final, las que son objetos de un programa: sus atributos, como datos.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.decimales import de_flotante
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura.corrientes import CON_COLUMNAS, biblioteca_de, corriente, es_de_esta
from paac_reportes.estructura.mensajes import codigo_ajeno, esperado, falla_de_argumento, mostrar
from paac_reportes.sistema import es_ruta


@clases.frozen
class LugarDeFilas:
    """Cómo se nombran unas filas, y lo suyo, en una falla o un aviso."""

    tabla: str = ""
    """Su nombre, si son de una de varias; sin él, son las únicas."""

    @property
    def ruta(self) -> str:
        """Ruta de todas las filas: ``filas`` si son las únicas, o su tabla: ``contratos``."""
        return self.tabla or "filas"

    @property
    def desde(self) -> int:
        """Número de la primera fila: 0 si son las únicas; en una tabla, 1, como se cuentan."""
        return 1 if self.tabla else 0

    @property
    def de_un_dato(self) -> tuple[str, str, str]:
        """Palabras antes, en medio y después del número de una fila y del nombre de un dato."""
        return (f"{self.tabla}, fila ", ", columna '", "'") if self.tabla else ("filas[", "].", "")

    def columna(self, dato: str) -> str:
        """Ruta de un dato en todas las filas: ``contratos, columna 'valor'``."""
        return f"{self.ruta}, columna {dato!r}"

    def fila(self, indice: int) -> str:
        """Ruta de la fila de ese índice, desde 0: ``filas[2]`` o ``contratos, fila 3``."""
        return f"{self.tabla}, fila {indice + 1}" if self.tabla else f"filas[{indice}]"

    def en_palabras(self, indice: int) -> str:
        """Lugar de una fila, donde ya se sabe de cuáles es: ``filas[2]`` o ``fila 3``."""
        return f"fila {indice + 1}" if self.tabla else f"filas[{indice}]"


LAS_UNICAS = LugarDeFilas()

FALTA = object()
"""Señal de que una fila no trae un dato, que no es lo mismo que un blanco."""

_DE_DATOS = CON_COLUMNAS | {"numpy"}
_SIN_NOMBRES = ", sin los nombres de sus columnas; de csv.reader, use csv.DictReader"
_SUELTOS = (
    *(str, bytes, bytearray, int, float, complex, Decimal, date, time, timedelta),
    *(list, tuple, set, frozenset, type, FunctionType, BuiltinFunctionType, MethodType, ModuleType),
)
"""Tipos de un valor solo, o de algo sin datos con nombre: nunca una fila."""


def lista_de_filas(
    filas: object,
    lugar: LugarDeFilas = LAS_UNICAS,
    *,
    si_son_varias: str = "",
    con_niveles: bool = False,
) -> list[Any]:
    """Las filas, una por una: diccionarios u objetos (``ErrorDeEntrada`` si no lo son).

    Admite cualquier cosa que se recorra, una tabla de pandas, de polars o de Arrow, una ``Series``
    (su índice y sus valores) y el cursor de una base de datos. ``si_son_varias`` dice cómo se dan
    varias tablas, donde se puede; ``con_niveles``, también la de pandas cuyas columnas son de
    varios.
    """
    registros = _filas_de_tabla(filas, lugar.ruta, con_niveles=con_niveles)
    if isinstance(registros, str | bytes | Mapping) or not isinstance(registros, Iterable):
        falla = falla_de_argumento(lugar.ruta, esperado("lista", de=esperado("fila")), filas)
        # Un diccionario con sus valores es una fila; con tablas, son varias tablas.
        if isinstance(registros, Mapping) and not any(map(es_tabla, registros.values())):
            mensaje = f"{falla.mensaje}; una sola fila también va en una lista: [{{…}}]"
            falla = attrs.evolve(falla, mensaje=mensaje)
        raise ErrorDeEntrada(falla)
    nombres = _nombres_del_cursor(filas)
    _comprobar_nombres(nombres, lugar.ruta, con_niveles=True)
    lista: list[Any] = []
    fallas: list[Falla] = []
    with codigo_ajeno(lugar.ruta, "no se dejaron recorrer"):
        for numero, registro in enumerate(registros):
            if type(registro) is dict:
                lista.append(registro)
                continue
            # Una tabla de pandas también responde por los nombres de sus columnas.
            no_es_fila = isinstance(registro, type) or _es_tabla(registro) or _es_columna(registro)
            fila = registro if no_es_fila else _con_nombres(registro, nombres)
            if motivo := _por_que_no_es_fila(fila, lugar.ruta):
                motivo = f"se esperaba un diccionario o un objeto, llegó {motivo}"
                motivo += si_son_varias if es_tabla(fila) else ""
                anotado = {"llego": type(fila).__name__, "esperado": "fila"}
                fallas.append(
                    Falla("argumento_invalido", lugar.fila(numero), motivo, datos=anotado)
                )
            lista.append(fila)
    if fallas:
        raise ErrorDeEntrada(fallas)
    return lista


def _por_que_no_es_fila(fila: Any, ruta: str) -> str:
    """Frase de qué llegó en lugar de una fila, y qué hacer si son muchas; vacía si es fila."""
    if isinstance(fila, Mapping):
        return ""
    if _es_tabla(fila) or _trae_filas(fila, ruta):
        biblioteca = biblioteca_de(fila)
        resumen = mostrar(fila) if isinstance(fila, list | tuple) else f"un {type(fila).__name__}"
        if biblioteca == "_csv":
            return f"{resumen}, que trae muchas filas y sin nombres: use csv.DictReader, sin lista"
        una_sola = "va sin lista o, si hay más de uno, como una sola tabla"
        return f"{resumen}, que trae muchas filas: {una_sola}"
    if fila is None or isinstance(fila, _SUELTOS):
        return f"{mostrar(fila)}{_SIN_NOMBRES if isinstance(fila, list) else ''}"
    if type(fila).__name__ == "ndarray":
        return "un ndarray, sin los nombres de sus columnas; use pandas.DataFrame(…, columns=[…])"
    if es_ruta(fila) or hasattr(type(fila), "read"):
        return f"{mostrar(fila)}, que es un archivo: sus filas las da csv.DictReader"
    return _sin_nombres(fila)


def _sin_nombres(fila: Any) -> str:
    """Frase de por qué un objeto de numpy o de tablas no es una fila; vacía si es de otra parte."""
    if biblioteca_de(fila) not in _DE_DATOS:
        return ""
    motivo = "no trae datos con nombre"
    if _es_columna(fila):
        motivo = "es una columna: júntelas en un DataFrame, con el nombre de cada una"
    return f"un {type(fila).__name__}, que {motivo}"


def _es_columna(valor: Any) -> bool:
    """Si es una ``Series``; la de pandas cuyo índice son nombres es una fila, y no lo es."""
    if not _es_serie(valor):
        return False
    return not any(isinstance(etiqueta, str | tuple) for etiqueta in getattr(valor, "index", ()))


def _es_serie(valor: object) -> bool:
    """Si es una ``Series`` de pandas o de polars."""
    return type(valor).__name__ == "Series" and biblioteca_de(valor) in CON_COLUMNAS


def _es_tabla(fila: Any) -> bool:
    """Si lo que está en el lugar de una fila es una tabla, un cursor, un lector o un generador.

    Se mira la clase: un objeto puede responder que sí a cualquier nombre que se le pida.
    """
    clase = type(fila)
    if issubclass(clase, type | Mapping | str):
        return False
    de_alguna = any(all(hasattr(clase, n) for n in nombres) for nombres in _DE_TABLAS)
    recorrible = hasattr(clase, "__next__") and not hasattr(clase, "read")
    return de_alguna or recorrible


def _trae_filas(fila: Any, ruta: str) -> bool:
    """Si es una lista de filas, o lo parece: lo que da una consulta de un ORM."""
    clase = type(fila)
    if isinstance(fila, type) or not (hasattr(clase, "__len__") and hasattr(clase, "__iter__")):
        return False
    # Una fila de pyodbc también tiene largo y se recorre, pero por sus valores.
    with codigo_ajeno(ruta, "no se dejaron recorrer"):
        primera = next(iter(fila), None)
    return isinstance(primera, Mapping) or hasattr(primera, "__dict__")


_DE_TABLAS = (
    ("collect", "collect_schema"),  # polars, por calcular
    ("to_dicts",),
    ("to_pylist",),  # Arrow
    ("to_dict", "columns"),  # pandas
    ("description", "fetchall"),  # un cursor
)
"""Con qué se conoce cada una."""


def es_tabla(valor: object) -> bool:
    """Si es una tabla, un cursor, un lector o una lista de filas, y no una fila ni un dato."""
    return isinstance(valor, list | tuple) or _es_tabla(valor)


def _filas_de_tabla(filas: Any, ruta: str, *, con_niveles: bool) -> Any:
    """Las filas de una tabla, diccionarios, o de un cursor, tuplas; lo demás, como llegó.

    ``con_niveles``: si se admiten columnas de varios niveles.
    """
    if isinstance(filas, type):  # una clase de tabla también tiene sus métodos
        return filas
    filas = _ya_evaluada(filas, ruta)
    for metodo in ("to_dicts", "to_pylist"):  # polars y Arrow
        if hasattr(filas, metodo):
            _comprobar_nombres(list(getattr(filas, "column_names", ())), ruta, con_niveles=True)
            with codigo_ajeno(ruta, "no se dejaron recorrer"):
                return getattr(filas, metodo)()
    if hasattr(filas, "to_dict") and hasattr(filas, "columns"):  # pandas
        _comprobar_nombres(list(filas.columns), ruta, con_niveles=con_niveles)
        with codigo_ajeno(ruta, "no se dejaron recorrer"):
            return _con_su_indice(filas, filas.to_dict("records"), ruta)
    if hasattr(filas, "description") and hasattr(filas, "fetchall"):  # un cursor
        with codigo_ajeno(ruta, "no se dejaron recorrer"):
            return filas.fetchall()
    return filas


def _ya_evaluada(filas: Any, ruta: str) -> Any:
    """La tabla con sus filas: de una columna suelta, de polars por calcular o de Arrow por leer.

    Otras filas, igual.
    """
    if _es_serie(filas):  # una columna suelta
        return _en_tabla(filas)
    if hasattr(filas, "collect") and hasattr(filas, "collect_schema"):  # polars por calcular
        with codigo_ajeno(ruta, "no se dejaron calcular"):
            return filas.collect()
    if hasattr(type(filas), "read_all"):  # Arrow por leer
        with codigo_ajeno(ruta, "no se dejaron recorrer"):
            return filas.read_all()
    return filas


_VALOR = "valor"
"""Cómo se llama la columna de una ``Series`` que no tiene nombre."""


def _en_tabla(serie: Any) -> Any:
    """Tabla de una ``Series``: la de ``value_counts``, ``groupby(…).size()`` o una columna."""
    return serie.to_frame(_VALOR if serie.name in (None, "") else serie.name)


def _comprobar_nombres(columnas: list[Any], ruta: str, *, con_niveles: bool) -> None:
    """``ErrorDeEntrada`` si dos columnas se llaman igual, o una tiene varios niveles.

    ``con_niveles``: si éstas se admiten.
    """
    veces = Counter(columnas)  # por su identidad: un ``NA`` no se deja comparar
    repetidas = sorted(_en_corto(nombre) for nombre, n in veces.items() if n > 1)
    fallas = [
        Falla("dato_repetido", ruta, f"la tabla trae más de una columna {col}; llámelas distinto")
        for col in repetidas
    ]
    de_niveles = next((nombre for nombre in columnas if isinstance(nombre, tuple)), None)
    if de_niveles is not None and not con_niveles:
        niveles = " / ".join(map(str, de_niveles))
        fallas.append(falla_de_argumento(ruta, "columna_por_dato", niveles))
    if fallas:
        raise ErrorDeEntrada(fallas)


def _en_corto(nombre: object) -> str:
    """Nombre de una columna para un mensaje: el de dos niveles, ``2026 / enero``."""
    return " / ".join(map(str, nombre)) if isinstance(nombre, tuple) else mostrar(nombre)


def nombres_de_tabla(filas: Any) -> list[Any]:
    """Nombres de las columnas de una tabla o un cursor, aunque no tenga filas; o ninguno.

    De una de pandas, con los de su índice delante.
    """
    if isinstance(filas, type):
        return []
    if _es_serie(filas):
        filas = _en_tabla(filas)
    if hasattr(type(filas), "collect_schema"):  # polars
        return list(filas.collect_schema().names())
    if hasattr(type(filas), "schema") and biblioteca_de(filas) == "pyarrow":
        return list(filas.schema.names)
    if hasattr(filas, "to_dict") and hasattr(filas, "columns"):
        return [*claves_del_indice(filas), *filas.columns]
    return _nombres_del_cursor(filas)


def claves_del_indice(filas: Any) -> list[Any]:
    """Nombres de los niveles del índice de una tabla de pandas que son datos.

    Los números de fila no lo son: enteros sin nombre, aunque se hayan filtrado u ordenado.
    """
    indice: Any = getattr(filas, "index", None)
    nombres = list(getattr(indice, "names", None) or ())
    son_numeros_de_fila = nombres == [None] and indice.inferred_type in {"integer", "empty"}
    if isinstance(filas, type) or son_numeros_de_fila:
        return []
    sin_nombre = [_INDICE] if len(nombres) == 1 else [f"nivel {n + 1}" for n in range(len(nombres))]
    return [s if n is None else n for n, s in zip(nombres, sin_nombre, strict=True)]


_INDICE = "índice"
"""Cómo se llama el que no tiene nombre; de varios niveles, cada uno por su número."""


def _con_su_indice(filas: Any, registros: list[dict[Any, Any]], ruta: str) -> Any:
    """Las filas de una tabla de pandas, con los datos de su índice al comienzo.

    ``registros``: esas filas, sin él; falla si se llama como una columna que dice otra cosa.
    """
    claves = claves_del_indice(filas)
    if not claves:
        return registros
    etiquetas = [etiqueta if len(claves) > 1 else (etiqueta,) for etiqueta in filas.index]
    fallas = [
        Falla("dato_repetido", ruta, motivo)
        for n, clave in enumerate(claves)
        if (motivo := _motivo_de_repetida(clave, claves[:n], [e[n] for e in etiquetas], registros))
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)
    return [
        dict(zip(claves, valores, strict=True)) | fila
        for valores, fila in zip(etiquetas, registros, strict=True)
    ]


def _motivo_de_repetida(
    clave: Any, otros: list[Any], etiquetas: list[Any], registros: list[Any]
) -> str:
    """Motivo de que un nivel del índice no se pueda llamar ``clave``; vacío si se puede.

    No se puede si así se llama otro nivel, o una columna que no dice lo mismo en cada fila.
    ``otros``: los nombres de los niveles de antes; ``etiquetas``: lo que el nivel dice en cada
    fila; ``registros``: las filas sin su índice.
    """
    if clave in otros:
        return f"el índice de la tabla trae más de un nivel {mostrar(clave)}; llámelos distinto"
    if not registros or clave not in registros[0]:
        return ""
    if [*map(valor_de_celda_ajena, etiquetas)] == [
        valor_de_celda_ajena(fila[clave]) for fila in registros
    ]:
        return ""
    return (
        f"{mostrar(clave)} es una columna de la tabla y también un nivel de su índice, y no dicen"
        f" lo mismo; llame de otro modo al índice, con rename_axis('…')"
    )


def _nombres_del_cursor(filas: Any) -> list[str]:
    """Nombres de las columnas de un cursor de base de datos; ninguno si no es un cursor."""
    columnas = getattr(filas, "description", None)
    es_cursor = isinstance(columnas, list | tuple) and hasattr(filas, "fetchall")
    return [str(columna[0]) for columna in columnas or ()] if es_cursor else []


def _con_nombres(fila: Any, nombres: list[str]) -> Any:
    """Fila como diccionario, si sabe los nombres de sus datos; un objeto queda como llegó."""
    if isinstance(fila, Mapping):
        return fila
    if hasattr(type(fila), "_mapping"):  # SQLAlchemy
        datos = dict(fila._mapping)  # noqa: SLF001 - es su modo público
        # De una consulta de objetos, cada fila trae el suyo y nada más.
        unico = next(iter(datos.values())) if len(datos) == 1 else None
        return unico if hasattr(type(unico), "__mapper__") else datos
    if isinstance(fila, tuple) and hasattr(fila, "_asdict"):
        return fila._asdict()
    if nombres and len(nombres) == len(fila):
        return dict(zip(nombres, fila, strict=True))
    if biblioteca_de(fila) == "numpy" and (columnas := getattr(fila.dtype, "names", None)):
        return {nombre: fila[nombre] for nombre in columnas}  # la de un arreglo con nombres
    if hasattr(fila, "keys") and hasattr(fila, "__getitem__"):  # sqlite3.Row
        claves = list(fila.keys())
        _comprobar_nombres(claves, LAS_UNICAS.ruta, con_niveles=True)
        return {clave: fila[clave] for clave in claves}
    return fila


def crudo(fila: Any, dato: str, ruta: str = "filas") -> Any:
    """Dato de una fila tal como llegó, o ``FALTA`` si no lo trae."""
    if type(fila) is dict:  # casi todas, celda por celda; aquí no hay código de otro que falle
        return fila.get(dato, FALTA)
    with codigo_ajeno(ruta, f"no se pudo leer {dato!r}"):
        return fila.get(dato, FALTA) if isinstance(fila, Mapping) else getattr(fila, dato, FALTA)


def nombres_de_datos(fila: Any) -> Iterable[str]:
    """Nombres de los datos de una fila: sus claves, sus campos o sus atributos."""
    if isinstance(fila, Mapping):
        return [clave for clave in fila if isinstance(clave, str)]
    if attrs.has(type(fila)):
        return [campo.name for campo in attrs.fields(type(fila))]
    clase = type(fila)
    return [nombre for nombre in dir(fila) if nombre[:1] != "_" and not _es_metodo(clase, nombre)]


def _es_metodo(clase: type, nombre: str) -> bool:
    """Si un atributo se llama, y no es un dato; no se pide, que una propiedad puede fallar."""
    declarado = next((vars(base)[nombre] for base in clase.__mro__ if nombre in vars(base)), None)
    return callable(declarado) or isinstance(declarado, classmethod)


def valor_de_celda_ajena(crudo: Any) -> Any:
    """El valor de Python de una celda de otra biblioteca; ``None`` si dice que no hay dato.

    Una opción de las del modelo (``Estado.CUMPLIDA``) queda: se escribe con su nombre.
    """
    if crudo is None or type(crudo) is str:
        return crudo
    valor = crudo if isinstance(crudo, Enum) and es_de_esta(crudo) else corriente(crudo)
    if valor is FALTA or _es_sin_dato(valor):
        return None
    if isinstance(valor, float | Decimal):
        return de_flotante(valor) if isinstance(valor, float) else valor
    return valor


def _es_sin_dato(valor: Any) -> bool:
    """Si el valor dice que no hay dato: ``None``, ``nan``, ``NaT`` o ``NA``."""
    if isinstance(valor, float):
        return math.isnan(valor)
    if isinstance(valor, Decimal):
        return valor.is_nan()
    return valor is None or type(valor).__name__ in _SIN_DATO


_SIN_DATO = frozenset({"NaTType", "NAType"})
"""Las clases de pandas que dicen que no hay dato: componer no la carga."""


def es_objeto(fila: object) -> bool:
    """Si no es un diccionario, ni lo parece."""
    return type(fila) is not dict and not isinstance(fila, Mapping)


def trae_mas_que_datos(fila: object) -> bool:
    """Si entre los atributos de un objeto hay métodos, o es de SQLAlchemy, que agrega los suyos."""
    clase = type(fila)
    if not es_objeto(fila) or attrs.has(clase):  # de una de attrs se sabe cuáles son sus campos
        return False
    metodos = (callable(getattr(clase, nombre, None)) for nombre in dir(clase) if nombre[:1] != "_")
    return hasattr(clase, "__mapper__") or any(metodos)


def que_escribir(fila: object, ejemplo: str) -> str:
    """Frase de qué clase es un objeto y cómo se dicen sus columnas.

    ``ejemplo`` es una de ellas: ``'atributo': 'Rótulo'``.
    """
    return (
        f"es un objeto de la clase {type(fila).__name__}, y de sus atributos no se sabe cuáles son"
        f" columnas; dígalo, con columnas={{{ejemplo}, …}}, o dé diccionarios"
    )
