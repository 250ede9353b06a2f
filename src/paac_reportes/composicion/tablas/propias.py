"""Las columnas de una matriz propia que toman su clase de lo que traen las filas.

``con_clases`` da el mismo formato con cada ``auto`` resuelto: qué guarda la columna, a qué lado va
y con cuántos decimales y puntos se escriben sus números. Lo que no se puede resolver sin perder
algo es una falla; lo que Excel no sabe guardar, un aviso.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Context, Decimal
from enum import Enum
from typing import Any, Literal

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.definicion.bloques import TablaDeFormato
from paac_reportes.formatos.definicion.colores import PorRegla
from paac_reportes.formatos.definicion.columnas import Columna, ComoNumero
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.recorridos import FILA_LIBRE, es_de_fila_libre
from paac_reportes.textos.valores import MILES_DESDE, cantidad_de, como_texto, contar, numero_de

Clase = Literal["numero", "fecha", "texto", "otra"]

_DECIMALES_DE_MAS = 6
"""Con más, un número no es un dato sino el resultado de una división."""
_DECIMALES_DE_CUENTA = 2
_CIFRAS_DE_EXCEL = 15
_PRIMER_DIA = date(1900, 3, 1)
"""Antes, Excel cuenta mal: cree bisiesto el año 1900."""
_EN_PLURAL: dict[str, str] = {
    "numero": "números",
    "fecha": "fechas",
    "texto": "textos",
    "otra": "otra cosa",
}
_SIN_RUIDO = Context(prec=_CIFRAS_DE_EXCEL)
"""Con las cifras que un número de coma flotante guarda: 0,1 + 0,2 es 0,3."""


@clases.frozen(eq=False)
class Valores:
    """Los de un dato en todas las filas, ya de Python; ``None`` es que no hay."""

    nombre: str
    todos: Sequence[Any]
    flotante: bool = False
    """Si alguno llegó como número de coma flotante, que trae cifras de más."""

    @property
    def numeros(self) -> Iterator[Decimal]:
        """Los que son un número."""
        return (Decimal(uno) for uno in self.todos if clase_de(uno) == "numero")


def clase_de(valor: object) -> Clase:
    """De qué clase es un valor; una fecha con hora se escribe como texto."""
    if isinstance(valor, bool | str | time | list | tuple | set | frozenset | Enum):
        return "texto"
    if isinstance(valor, int):
        return "numero"
    if isinstance(valor, Decimal):
        return "numero" if valor.is_finite() else "texto"
    if isinstance(valor, datetime):
        return "fecha" if valor.time() == time() else "texto"
    if isinstance(valor, date):
        return "fecha"
    return "texto" if type(valor).__name__ in _SE_ESCRIBEN else "otra"


_SE_ESCRIBEN = frozenset({"UUID", "PosixPath", "WindowsPath"})
"""Los que son su texto, por su nombre: componer no carga las bibliotecas de donde vienen."""


def con_clases(
    formato: Formato, por_dato: Mapping[str, Valores]
) -> tuple[Formato, tuple[Aviso, ...]]:
    """El formato con las clases de sus columnas ya sabidas, y lo que conviene revisar de ellas."""
    fallas: list[Falla] = []
    avisos: list[Aviso] = []
    tablas = {
        nombre: attrs.evolve(
            tabla,
            columnas=tuple(
                _resuelta(columna, tabla, valores, fallas, avisos)
                if (valores := _valores_de(columna, por_dato))
                else columna
                for columna in tabla.columnas
            ),
        )
        for nombre, tabla in formato.tablas.items()
        if any(_valores_de(columna, por_dato) for columna in tabla.columnas)
    }
    if fallas:
        raise ErrorDeEntrada(fallas)
    if not tablas:
        return formato, ()
    return attrs.evolve(formato, tablas={**formato.tablas, **tablas}), tuple(avisos)


def _valores_de(columna: Columna, por_dato: Mapping[str, Valores]) -> Valores | None:
    """Los que deciden cómo es una columna; nada si ya está dicho."""
    decide = (
        columna.guarda == "auto"
        or (columna.numero is not None and columna.numero.miles == "auto")
        or (isinstance(columna.colores, PorRegla) and columna.colores.por_resolver)
    )
    es_suya = len(columna.dato) == 1 and es_de_fila_libre(columna.dato[0])
    return por_dato[columna.dato[0].removeprefix(f"{FILA_LIBRE}.")] if decide and es_suya else None


def _resuelta(
    columna: Columna,
    tabla: TablaDeFormato,
    valores: Valores,
    fallas: list[Falla],
    avisos: list[Aviso],
) -> Columna:
    guarda = columna.guarda
    if guarda == "auto":
        propias = list(_no_sirven(valores))
        fallas += propias
        if propias:
            return columna
        avisos += _desconocidas(valores)
        guarda = _clase_comun(valores, suma=_se_suma(columna, tabla))
        fallas += _no_se_resume(columna, tabla, guarda, valores)
    lado = columna.horizontal
    if lado == "auto":
        lado = "izquierda" if guarda == "texto" else "derecha"
    numero = None
    if guarda == "numero":
        numero = _como_numero(columna.numero or ComoNumero(miles="auto"), valores, avisos)
    avisos += _fuera_de_excel(guarda, numero, valores)
    colores = columna.colores
    if isinstance(colores, PorRegla):
        if guarda != "numero" and not all(map(_es_blanco, valores.todos)):
            motivo = f"sus colores van por regla, que es de números, y trae {_EN_PLURAL[guarda]}"
            fallas.append(Falla("datos_incoherentes", _donde(valores), motivo))
            return columna
        colores = colores.con(list(valores.numeros))
    return attrs.evolve(columna, guarda=guarda, horizontal=lado, numero=numero, colores=colores)


def _se_suma(columna: Columna, tabla: TablaDeFormato) -> bool:
    """Si algo resume la columna, y entonces los números que llegaron escritos lo son."""
    return bool(tabla.metodos(columna) - {"cuenta"})


def _no_se_resume(
    columna: Columna, tabla: TablaDeFormato, guarda: str, valores: Valores
) -> Iterator[Falla]:
    """Una columna sin ningún número no tiene suma ni promedio."""
    metodos = sorted(tabla.metodos(columna) - {"cuenta"})
    hay = [valor for valor in valores.todos if not _es_blanco(valor)]
    if metodos and hay and guarda != "numero" and not any(map(_hay_numero, hay)):
        motivo = (
            f"{', '.join(metodos)} es de números, y la columna trae {_EN_PLURAL[clase_de(hay[0])]}"
            f" (el primero, {_mostrado(hay[0])}); cuenta dice cuántos hay"
        )
        yield Falla("datos_incoherentes", _donde(valores), motivo)


def _hay_numero(valor: object) -> bool:
    return numero_de(valor) is not None


def _no_sirven(valores: Valores) -> Iterator[Falla]:
    """Lo que no se sabe escribir, y las clases que no van juntas."""
    primeros: dict[Clase, int] = {}
    cuantos: dict[Clase, int] = {}
    for numero, valor in enumerate(valores.todos):
        if _es_blanco(valor):
            continue
        clase = "texto" if (suya := clase_de(valor)) == "otra" else suya
        primeros.setdefault(clase, numero)
        cuantos[clase] = cuantos.get(clase, 0) + 1
    if len(primeros) > 1 and not _todas_con_hora(valores):
        partes = " y ".join(
            f"{_EN_PLURAL[clase]} ({cuantos[clase]}; el primero, {_mostrado(valores.todos[lugar])}"
            f" en filas[{lugar}])"
            for clase, lugar in primeros.items()
        )
        salida = "'numero'" if "numero" in primeros else "'fecha'"
        motivo = (
            f"mezcla {partes}; diga guarda = 'texto' si todos son textos, o guarda = {salida} para"
            " que lo demás vaya como texto"
        )
        yield Falla("datos_incoherentes", _donde(valores), motivo)


def _desconocidas(valores: Valores) -> Iterator[Aviso]:
    """Los valores de una clase que no es de número, fecha ni texto, que van como su texto."""
    ajenas = {
        type(valor).__name__: numero
        for numero, valor in reversed(list(enumerate(valores.todos)))
        if valor is not None and clase_de(valor) == "otra"
    }
    for nombre, numero in ajenas.items():
        motivo = (
            f"trae valores de la clase {nombre} (el primero, en filas[{numero}]), que no es de"
            " número, fecha ni texto: salen como su texto; con guarda = 'texto' no se avisa"
        )
        yield Aviso("clase_desconocida", _donde(valores), motivo)


def _donde(valores: Valores) -> str:
    return f"filas, columna {valores.nombre!r}"


def _mostrado(valor: object) -> str:
    return como_texto(valor) if clase_de(valor) in {"numero", "fecha"} else mostrar(valor)


def _todas_con_hora(valores: Valores) -> bool:
    """Si las que no son fechas a secas son fechas con hora: es una sola clase, de texto."""
    return all(valor is None or isinstance(valor, date) for valor in valores.todos)


def _clase_comun(valores: Valores, *, suma: bool) -> Literal["numero", "fecha", "texto"]:
    """La de todos los que hay, que es una sola; la de una columna sin ninguno es texto."""
    hay = [valor for valor in valores.todos if not _es_blanco(valor)]
    halladas = set(map(clase_de, hay))
    if halladas == {"texto"} and suma and all(cantidad_de(valor) is not None for valor in hay):
        return "numero"
    if halladas == {"numero"}:
        return "numero"
    return "fecha" if halladas == {"fecha"} else "texto"


def _es_blanco(valor: object) -> bool:
    return valor is None or (isinstance(valor, str) and not valor.strip())


def _como_numero(pedido: ComoNumero, valores: Valores, avisos: list[Aviso]) -> ComoNumero:
    """Con qué puntos y decimales se escriben; los de una columna, todos iguales."""
    numeros = [n for valor in valores.todos if (n := cantidad_de(valor)) is not None]
    if pedido.miles == "auto" and any(abs(uno) >= MILES_DESDE for uno in numeros):
        pedido = attrs.evolve(pedido, miles=True)
    if pedido.decimales is not None:
        return pedido
    decimales = max((_decimales(uno, flotante=valores.flotante) for uno in numeros), default=0)
    if decimales > _DECIMALES_DE_MAS:
        decimales = _DECIMALES_DE_CUENTA
        motivo = (
            f"sus números traen más de {_DECIMALES_DE_MAS} decimales y se escriben con {decimales};"
            " en Excel están enteros; numero = { decimales = N } dice otros"
        )
        avisos.append(Aviso("numero_redondeado", _donde(valores), motivo))
    # Sin decimales que igualar, el promedio de unos enteros conserva los suyos.
    return attrs.evolve(pedido, decimales=decimales) if decimales else pedido


def _decimales(numero: Decimal, *, flotante: bool) -> int:
    if flotante:
        numero = _SIN_RUIDO.plus(numero)
        numero = numero.normalize(_SIN_RUIDO) if numero else numero
    return max(-int(numero.as_tuple().exponent), 0)


def _fuera_de_excel(guarda: str, numero: ComoNumero | None, valores: Valores) -> Iterator[Aviso]:
    donde = _donde(valores)
    if guarda == "fecha":
        lejos = sum(
            valor < _PRIMER_DIA
            for valor in (v.date() if isinstance(v, datetime) else v for v in valores.todos)
            if isinstance(valor, date)
        )
        if lejos:
            motivo = (
                f"{contar(lejos, 'fecha es anterior', 'fechas son anteriores')} al 01/03/1900, que"
                " Excel no tiene: en la hoja van como texto"
            )
            yield Aviso("fuera_de_excel", donde, motivo)
    elif numero is not None:
        decimales = numero.decimales or 0
        largos = sum(
            max(uno.adjusted() + 1, 1) + decimales > _CIFRAS_DE_EXCEL for uno in valores.numeros
        )
        if largos:
            motivo = (
                f"{contar(largos, 'número pasa', 'números pasan')} de {_CIFRAS_DE_EXCEL} cifras,"
                " que Excel no guarda: en la hoja van como texto y una fórmula no los ve; si son"
                " códigos, diga guarda = 'texto'"
            )
            yield Aviso("fuera_de_excel", donde, motivo)
