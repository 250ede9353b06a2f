"""Las columnas de una matriz propia que toman su clase de lo que traen las filas.

``con_clases`` da las mismas tablas con cada ``auto`` resuelto: qué guarda la columna, a qué lado va
y con cuántos decimales y puntos se escriben sus números. Lo que no se puede resolver sin perder
algo es una falla, y también lo que Excel no guarda: una columna con ``guarda = "texto"`` lo escribe
como su texto.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from itertools import chain
from typing import Any, Literal

import attrs

from paac_reportes import clases
from paac_reportes.decimales import NumeroFlotante, contexto
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.filas_ajenas import LAS_UNICAS, LugarDeFilas, valor_de_celda_ajena
from paac_reportes.estructura.mensajes import llego
from paac_reportes.formatos.definicion.aspecto import PorOtra, PorRegla
from paac_reportes.formatos.definicion.bloques import TablaDeFormato
from paac_reportes.formatos.definicion.columnas import Columna, ComoNumero
from paac_reportes.formatos.definicion.filas import FILA_LIBRE
from paac_reportes.formatos.definicion.recorridos import es_de_fila_libre
from paac_reportes.maqueta.medida.ajuste import CIFRAS_POR_CELDA, PRIMER_DIA
from paac_reportes.textos.valores import (
    MILES_DESDE,
    ConHora,
    ConSegundos,
    FormaDeFecha,
    cantidad_de,
    como_texto,
    contar,
    fecha_corta,
    fecha_de,
    lista,
    numero_de,
    parecen_fracciones,
)

Clase = Literal["numero", "fecha", "texto", "otra"]

_DECIMALES_DE_MAS = 6
"""Decimales: con más, un número que Excel no guarda entero es el resultado de una división."""
_DECIMALES_DE_CUENTA = 2
"""Decimales de unos centavos, y los que se escriben del resultado de una cuenta."""
_ENORME = 10**40
"""Valor desde el que un número no se lee en un mensaje."""
_EN_PLURAL: dict[str, str] = {
    "numero": "números",
    "fecha": "fechas",
    "texto": "textos",
    "otra": "otra cosa",
}
_SIN_RUIDO = contexto(CIFRAS_POR_CELDA)
"""Contexto con las cifras que un número de coma flotante guarda: 0,1 + 0,2 es 0,3."""


@clases.frozen(eq=False, slots=False)
class Valores:
    """Los valores de un dato en todas las filas, ya de Python; ``None`` es que no hay."""

    nombre: str
    celdas: Sequence[Any]
    lugar: LugarDeFilas = LAS_UNICAS
    """El lugar de las filas de que son."""

    @property
    def numeros(self) -> Iterator[tuple[int, Decimal]]:
        """Pares de fila, desde 0, y número, de los que lo son o dicen uno en un texto."""
        return (
            (fila, cantidad)
            for fila, valor in enumerate(self.celdas)
            if (cantidad := cantidad_de(valor)) is not None
        )

    @clases.propiedad_recordada
    def clase_de_hora(self) -> type[ConHora] | None:
        """Clase con que se escriben sus horas, todas igual; ``None`` si son días a secas."""
        momentos = [momento for momento in self.celdas if isinstance(momento, datetime)]
        if all(momento.time() == time() for momento in momentos):
            return None
        return ConSegundos if any(momento.second for momento in momentos) else ConHora


_SE_ESCRIBEN = frozenset({"UUID", "PosixPath", "WindowsPath"})
"""Las clases que se escriben como su texto, por su nombre: sus bibliotecas no se cargan."""


def clase_de(valor: object) -> Clase:
    """La clase de un valor, para su columna."""
    if isinstance(valor, list | tuple | set | frozenset):
        return "texto" if all(map(_va_en_una_lista, valor)) else "otra"
    if isinstance(valor, bool | str | time | Enum):
        return "texto"
    if isinstance(valor, int):
        return "numero"
    if isinstance(valor, Decimal):
        return "numero"
    if isinstance(valor, date):
        return "fecha"
    return "texto" if type(valor).__name__ in _SE_ESCRIBEN else "otra"


def _va_en_una_lista(crudo: object) -> bool:
    """Si una parte de una lista se escribe; un diccionario saldría como lo escribe Python."""
    valor = valor_de_celda_ajena(crudo)
    return valor is None or not (isinstance(valor, list | tuple) or clase_de(valor) == "otra")


def con_clases(
    tablas: Mapping[str, TablaDeFormato],
    por_dato: Mapping[str, Valores],
    faltan: Iterable[Falla],
) -> tuple[dict[str, TablaDeFormato], tuple[Aviso, ...]]:
    """Las tablas que dejaban algo por saber, con las clases de sus columnas; y los avisos.

    ``por_dato``: de cada dato de las filas, sus valores; ``faltan``: las fallas que ya se conocen.
    ``ErrorDeEntrada`` con todas, y con lo que no se puede escribir.
    """
    fallas: list[Falla] = list(faltan)
    avisos: list[Aviso] = []
    resueltas = {
        nombre: attrs.evolve(
            tabla,
            columnas=tuple(
                _con_colores_de_otra(
                    _resuelta(columna, tabla, valores, fallas, avisos)
                    if (valores := _valores_de(columna, por_dato))
                    else columna,
                    por_dato,
                    fallas,
                )
                for columna in tabla.columnas
            ),
        )
        for nombre, tabla in tablas.items()
        if any(
            _valores_de(columna, por_dato) or isinstance(columna.colores, PorOtra)
            for columna in tabla.columnas
        )
    }
    if fallas:
        raise ErrorDeEntrada(fallas)
    return resueltas, tuple(avisos)


def _con_colores_de_otra(
    columna: Columna, por_dato: Mapping[str, Valores], fallas: list[Falla]
) -> Columna:
    """La columna que otra colorea, con el nombre entero de esa otra: ``fila.estado``.

    Agrega a ``fallas`` los colores de números de una que no trae ninguno.
    """
    colores = columna.colores
    if not isinstance(colores, PorOtra):
        return columna
    raiz, _, campo = (colores.segun or "".join(columna.dato[:1])).partition(".")
    if raiz != FILA_LIBRE or campo not in por_dato:
        return columna
    valores = por_dato[campo]
    if colores.son_de_numeros:
        guarda = "numero" if any(True for _ in valores.numeros) else "texto"
        fallas += _sin_numeros_que_pintar(guarda, valores)
    return attrs.evolve(columna, colores=attrs.evolve(colores, segun=f"{raiz}.{campo}"))


def _valores_de(columna: Columna, por_dato: Mapping[str, Valores]) -> Valores | None:
    """Los valores que deciden cómo es una columna; ``None`` si nada depende de ellos."""
    depende = (
        columna.guarda in {"auto", "fecha"}
        or (
            columna.numero is not None and (columna.numero.miles == "auto" or columna.numero.moneda)
        )
        or columna.barra
    )
    return por_dato[dato] if depende and (dato := _dato_propio(columna)) else None


def _dato_propio(columna: Columna) -> str | None:
    """El dato de las filas que una columna muestra, si es uno: ``valor``, de ``fila.valor``."""
    es_uno = len(columna.dato) == 1 and es_de_fila_libre(columna.dato[0])
    return columna.dato[0].removeprefix(f"{FILA_LIBRE}.") if es_uno else None


def _resuelta(
    columna: Columna,
    tabla: TablaDeFormato,
    valores: Valores,
    fallas: list[Falla],
    avisos: list[Aviso],
) -> Columna:
    """La columna con lo que depende de sus valores: su clase, su lado y su forma de número.

    Agrega a ``fallas`` y ``avisos`` lo que halle; de clase mezclada o desconocida, no cambia.
    """
    guarda = columna.guarda
    if guarda == "auto":
        fallas_de_columna = [*_mezclas(valores), *_desconocidas(valores)]
        fallas += fallas_de_columna
        if fallas_de_columna:
            return columna
        # Si algo resume la columna, los números que llegaron escritos lo son.
        guarda = _clase_comun(valores, se_resume=bool(tabla.metodos(columna) - {"cuenta"}))
        fallas += _fallas_de_resumen(columna, tabla, guarda, valores)
    lado = columna.horizontal
    if lado == "auto":
        lado = "izquierda" if guarda == "texto" else "derecha"
    numero = None
    if guarda == "numero":
        numero = _como_numero(columna.numero or ComoNumero(miles="auto"), valores, avisos)
    # Lo que no es de números no lleva barra: si la pidió, se dice.
    resuelta = attrs.evolve(
        columna, guarda=guarda, numero=numero, barra=columna.barra and guarda == "numero"
    )
    fallas_de_columna, dudas = _revision_de_su_clase(resuelta, valores, con_barra=columna.barra)
    fallas += fallas_de_columna
    avisos += dudas
    if isinstance(columna.colores, PorRegla):
        fallas += _sin_numeros_que_pintar(guarda, valores)
    return attrs.evolve(resuelta, horizontal=lado)


def _revision_de_su_clase(
    columna: Columna, valores: Valores, *, con_barra: bool
) -> tuple[list[Falla], list[Aviso]]:
    """Las fallas de lo que una columna no puede escribir, y los avisos de lo que se omite.

    ``con_barra``: si la columna pide una, que sólo va en números.
    """
    fallas: list[Falla] = []
    avisos: list[Aviso] = []
    if columna.fecha is not None:
        fallas += _sin_fechas(valores)
    if con_barra:
        fallas += _sin_numeros(columna.guarda, valores, "lleva barra")
        avisos += _sin_barra(valores)
    if columna.guarda == "fecha":
        fallas += _fechas_fuera_de_excel(valores)
        avisos += _avisos_de_horas(columna.fecha, valores)
        avisos += _aviso_de_textos(valores, fecha_de, ("fecha", "una fecha"))
    elif columna.numero is not None:
        fallas += _numeros_fuera_de_excel(columna.numero, valores)
    return fallas, avisos


def _sin_numeros_que_pintar(clase: str, valores: Valores) -> Iterator[Falla]:
    """La falla de unos colores por regla en una columna que no es de números."""
    return _sin_numeros(clase, valores, "sus colores van por regla")


def _sin_numeros(clase: str, valores: Valores, peticion: str) -> Iterator[Falla]:
    """La falla de una columna que pide algo de números, como ``lleva barra``, y no los trae."""
    dadas = [fila for fila, valor in enumerate(valores.celdas) if not _es_blanco(valor)]
    if clase == "numero" or not dadas:
        return
    motivo = (
        f"{peticion}, que es de números, y trae {_EN_PLURAL[clase]}"
        f" ({_primer_caso(valores, dadas[0])})"
    )
    if clase == "texto":
        motivo += "; diga guarda = 'numero' si son números escritos"
        motivo += ", o los colores por texto" if "colores" in peticion else ""
    anotado = _anotado(valores, dadas[0], esperado="numero")
    yield Falla("datos_incoherentes", _lugar(valores), motivo, datos=anotado)


def _sin_barra(valores: Valores) -> Iterator[Aviso]:
    """El aviso de los números negativos, que van sin barra."""
    negativos = [fila for fila, numero in valores.numeros if numero < 0]
    if negativos:
        cuantos = contar(len(negativos), "número negativo va", "números negativos van")
        motivo = f"{cuantos} sin barra ({_primer_caso(valores, negativos[0])})"
        anotado = _anotado(valores, negativos[0], cuantos=len(negativos))
        yield Aviso("negativo_sin_barra", _lugar(valores), motivo, datos=anotado)


def _sin_fechas(valores: Valores) -> Iterator[Falla]:
    """La falla de una columna que dice cómo se escriben sus fechas y no trae ninguna."""
    dadas = [fila for fila, valor in enumerate(valores.celdas) if not _es_blanco(valor)]
    if dadas and not any(fecha_de(valores.celdas[fila]) for fila in dadas):
        clase = _EN_PLURAL[clase_de(valores.celdas[dadas[0]])]
        motivo = (
            f"dice cómo se escriben sus fechas, y trae {clase} ({_primer_caso(valores, dadas[0])});"
            " se esperaban fechas, o textos como 2020-08-31"
        )
        anotado = _anotado(valores, dadas[0], esperado="fecha")
        yield Falla("datos_incoherentes", _lugar(valores), motivo, datos=anotado)


def _fallas_de_resumen(
    columna: Columna, tabla: TablaDeFormato, clase: str, valores: Valores
) -> Iterator[Falla]:
    """La falla de una columna sin ningún número de la que se pide suma o promedio.

    ``clase``: lo que la columna guarda, «numero», «fecha» o «texto».
    """
    metodos = sorted(tabla.metodos(columna) - {"cuenta"})
    filas = [fila for fila, valor in enumerate(valores.celdas) if not _es_blanco(valor)]
    hay = [valores.celdas[fila] for fila in filas]
    if metodos and hay and clase != "numero" and all(numero_de(valor) is None for valor in hay):
        motivo = (
            f"{', '.join(metodos)} es de números, y la columna trae {_EN_PLURAL[clase_de(hay[0])]}"
            f" (el primero, {_mostrado(hay[0])}); cuenta dice cuántos hay"
        )
        anotado = _anotado(valores, filas[0], esperado="numero")
        yield Falla("datos_incoherentes", _lugar(valores), motivo, datos=anotado)


def _mezclas(valores: Valores) -> Iterator[Falla]:
    """Las fallas de las clases que no van juntas en una columna, y de las horas de varias zonas."""
    primeros: dict[Clase, int] = {}
    cuantos: dict[Clase, int] = {}
    for numero, valor in enumerate(valores.celdas):
        if _es_blanco(valor) or (clase := clase_de(valor)) == "otra":
            continue
        primeros.setdefault(clase, numero)
        cuantos[clase] = cuantos.get(clase, 0) + 1
    if len(primeros) > 1:
        partes = " y ".join(
            f"{_EN_PLURAL[clase]} ({cuantos[clase]}; {_primer_caso(valores, lugar)})"
            for clase, lugar in primeros.items()
        )
        salida = "'numero'" if "numero" in primeros else "'fecha'"
        motivo = (
            f"mezcla {partes}; diga guarda = 'texto' si todos son textos, o guarda = {salida} para"
            " que lo demás vaya como texto"
        )
        clase_menor = min(cuantos, key=lambda clase: cuantos[clase])
        anotado = _anotado(valores, primeros[clase_menor], cuantos=dict(cuantos))
        yield Falla("datos_incoherentes", _lugar(valores), motivo, datos=anotado)
    momentos = (valor for valor in valores.celdas if isinstance(valor, datetime))
    zonas = list(dict.fromkeys(str(valor.tzinfo or "sin zona") for valor in momentos))
    if len(zonas) > 1:
        motivo = (
            f"mezcla horas de {len(zonas)} zonas ({lista(zonas)}): se esperaban todas de una; o"
            " guarda = 'texto', si ya van escritas"
        )
        yield Falla("datos_incoherentes", _lugar(valores), motivo, datos={"zonas": tuple(zonas)})


def sin_lo_que_no_se_escribe(valores: Valores, fallas: list[Falla]) -> Valores:
    """Los mismos valores, sin los bytes ni los infinitos, que se agregan a las fallas.

    Ni con ``guarda = "texto"``: saldrían como los escribe Python, ``b'Publicar'``.
    """
    for que_es, salida, es_uno in _SIN_ESCRITURA:
        filas = [fila for fila, v in enumerate(valores.celdas) if _alguna(v, es_uno)]
        if filas:
            motivo = f"trae {que_es} ({len(filas)}; {_primer_caso(valores, filas[0])}); {salida}"
            anotado = _anotado(valores, filas[0], cuantos=len(filas))
            fallas.append(Falla("clase_desconocida", _lugar(valores), motivo, datos=anotado))
            quedan = [None if _alguna(v, es_uno) else v for v in valores.celdas]
            valores = Valores(valores.nombre, quedan, valores.lugar)
    return valores


def _alguna(valor: object, cumple: Callable[[object], bool]) -> bool:
    """Si el valor, o alguno de los que una lista trae, cumple."""
    if isinstance(valor, list | tuple | set | frozenset):
        return any(cumple(valor_de_celda_ajena(parte)) for parte in valor)
    return cumple(valor)


_SIN_ESCRITURA: tuple[tuple[str, str, Callable[[object], bool]], ...] = (
    (
        "bytes",
        "páselos a texto, con valor.decode('utf-8'), o deje la columna por fuera",
        lambda valor: isinstance(valor, bytes | bytearray | memoryview),
    ),
    (
        "infinitos, como los de dividir por cero",
        "dé None, o un nan, donde no hay número",
        lambda valor: isinstance(valor, Decimal) and not valor.is_finite(),
    ),
)


def _desconocidas(valores: Valores) -> Iterator[Falla]:
    """Las fallas de los valores de una clase que no es de número, fecha ni texto; una por clase."""
    ajenas = {
        type(valor).__name__: numero
        for numero, valor in reversed(list(enumerate(valores.celdas)))
        if valor is not None and clase_de(valor) == "otra"
    }
    for nombre, numero in ajenas.items():
        motivo = (
            f"trae valores de la clase {nombre} ({_primer_caso(valores, numero)}), y se esperaban"
            " números, fechas o textos; con guarda = 'texto' va lo que diga su texto"
        )
        yield Falla("clase_desconocida", _lugar(valores), motivo, datos=_anotado(valores, numero))


def _anotado(valores: Valores, fila: int, **demas: object) -> dict[str, object]:
    """Los datos de una falla o un aviso de una fila, desde 0: qué llegó, en qué fila y lo demás."""
    valor = valores.celdas[fila]
    ejemplo = type(valor).__name__ if clase_de(valor) == "otra" else valor
    return {**llego(ejemplo), "fila": fila + valores.lugar.desde, **demas}


def _lugar(valores: Valores) -> str:
    """La columna, con su tabla, como la dice un mensaje."""
    return valores.lugar.columna(valores.nombre)


def _mostrado(valor: Any) -> str:
    """Un valor como se ve en un mensaje; un número enorme, como lo escribe Python y recortado."""
    if isinstance(valor, Decimal) and not valor.is_finite():
        return str(float(valor))
    clase = clase_de(valor)
    se_lee = clase == "fecha" or (clase == "numero" and abs(Decimal(valor)) < _ENORME)
    return como_texto(valor) if se_lee else mostrar(valor)


def _primer_caso(valores: Valores, fila: int) -> str:
    """Lo que dice un mensaje del primer caso: ``el primero, 3,5 en filas[2]``."""
    return f"el primero, {_mostrado(valores.celdas[fila])} en {valores.lugar.en_palabras(fila)}"


def _clase_comun(valores: Valores, *, se_resume: bool) -> Literal["numero", "fecha", "texto"]:
    """«numero» o «fecha» si todos los valores lo son; si no, o en blanco, «texto».

    ``se_resume``: si la columna se suma, los textos que son todos números son números.
    """
    dados = [valor for valor in valores.celdas if not _es_blanco(valor)]
    clases = set(map(clase_de, dados))
    if clases == {"texto"} and se_resume and all(cantidad_de(valor) is not None for valor in dados):
        return "numero"
    if clases == {"numero"}:
        return "numero"
    return "fecha" if clases == {"fecha"} else "texto"


def _es_blanco(valor: object) -> bool:
    return valor is None or (isinstance(valor, str) and not valor.strip())


def _como_numero(forma: ComoNumero, valores: Valores, avisos: list[Aviso]) -> ComoNumero:
    """Con qué separador y decimales se escriben los números de una columna, todos igual.

    Agrega a ``avisos`` los que así se redondean.
    """
    numeros = [numero for _, numero in valores.numeros]
    if forma.miles == "auto" and any(abs(numero) >= MILES_DESDE for numero in numeros):
        forma = attrs.evolve(forma, miles=True)
    if forma.decimales is not None:
        return forma
    decimales = max(map(_decimales, numeros), default=0)
    if forma.moneda and decimales:  # de un centavo no se escribe la mitad
        decimales = max(decimales, _DECIMALES_DE_CUENTA)
    if decimales > _DECIMALES_DE_MAS and any(
        _pasa_de_excel(numero, decimales) for numero in numeros
    ):
        decimales = _DECIMALES_DE_CUENTA  # el promedio de una base de datos, que da dieciocho
    limite = max(decimales, _DECIMALES_DE_MAS)
    if any(_decimales_sin_ruido(numero) > limite for numero in numeros):
        pierden = any(_cifras(numero) > CIFRAS_POR_CELDA for numero in numeros)
        en_excel = f"van con {CIFRAS_POR_CELDA} cifras" if pierden else "están enteros"
        motivo = (
            f"sus números traen más de {limite} decimales y se escriben con {decimales};"
            f" en Excel {en_excel}; numero = {{ decimales = N }} dice otros"
        )
        anotado = {"decimales": decimales}
        avisos.append(Aviso("numero_redondeado", _lugar(valores), motivo, datos=anotado))
    # Sin decimales que igualar, el promedio de unos enteros conserva los suyos.
    return attrs.evolve(forma, decimales=decimales) if decimales else forma


def _decimales(numero: Decimal) -> int:
    """Decimales que se escriben: todos los que trae, menos los de coma flotante."""
    if isinstance(numero, NumeroFlotante):
        return _DECIMALES_DE_CUENTA
    return max(-int(numero.as_tuple().exponent), 0)


def _cifras(numero: Decimal) -> int:
    """Cifras de un número que alguien escribió; uno de coma flotante cabe entero en Excel."""
    return 0 if isinstance(numero, NumeroFlotante) else len(numero.as_tuple().digits)


def _decimales_sin_ruido(numero: Decimal) -> int:
    """Decimales de un número; del de coma flotante, los de sus cifras que valen: 0,3 tiene uno."""
    if isinstance(numero, NumeroFlotante):
        numero = _SIN_RUIDO.plus(numero).normalize(_SIN_RUIDO)
    return max(-int(numero.as_tuple().exponent), 0)


def _fechas_fuera_de_excel(valores: Valores) -> Iterator[Falla]:
    """La falla de las fechas, también escritas, anteriores a la primera que Excel tiene."""
    dias = enumerate(map(fecha_de, valores.celdas))
    lejos = [fila for fila, dia in dias if dia is not None and dia < PRIMER_DIA]
    if lejos:
        primera = f"{_mostrado(valores.celdas[lejos[0]])} en {valores.lugar.en_palabras(lejos[0])}"
        motivo = (
            f"{contar(len(lejos), 'fecha es anterior', 'fechas son anteriores')} al"
            f" {fecha_corta(PRIMER_DIA)} (la primera, {primera}), que Excel no tiene; con guarda ="
            " 'texto' la columna va como texto"
        )
        anotado = _anotado(valores, lejos[0], cuantos=len(lejos), minimo=PRIMER_DIA)
        yield Falla("fuera_de_excel", _lugar(valores), motivo, datos=anotado)


def _avisos_de_horas(forma: FormaDeFecha | None, valores: Valores) -> Iterator[Aviso]:
    """Avisos de las horas que no se escriben, o de sus fracciones de segundo.

    ``forma``: la de fecha de la columna, que si está no lleva horas.
    """
    if forma is not None and valores.clase_de_hora is not None:
        motivo = f"sus horas no se escriben: fecha = '{forma}' dice el día, o el mes"
        yield Aviso("hora_sin_escribir", _lugar(valores), motivo)
        return
    if any(isinstance(valor, datetime) and valor.microsecond for valor in valores.celdas):
        motivo = "sus horas traen fracciones de segundo, que no se escriben"
        yield Aviso("numero_redondeado", _lugar(valores), motivo)


def _numeros_fuera_de_excel(numero: ComoNumero, valores: Valores) -> Iterator[Falla]:
    """La falla de los números de una columna con más cifras que las que Excel guarda."""
    decimales = numero.decimales or 0
    largos = [fila for fila, cantidad in valores.numeros if _pasa_de_excel(cantidad, decimales)]
    if largos:
        con = f", con sus {contar(decimales, 'decimal', 'decimales')}" if decimales else ""
        menos = ", o numero = { decimales = N } con menos" if decimales else ""
        motivo = (
            f"{contar(len(largos), 'número pasa', 'números pasan')} de {CIFRAS_POR_CELDA} cifras"
            f"{con} ({_primer_caso(valores, largos[0])}), y Excel no guarda más; con guarda ="
            f" 'texto' la columna va como texto, que una fórmula no suma{menos}"
        )
        anotado = _anotado(valores, largos[0], cuantos=len(largos), cifras=CIFRAS_POR_CELDA)
        yield Falla("fuera_de_excel", _lugar(valores), motivo, datos=anotado)


def _pasa_de_excel(cantidad: Decimal, decimales: int) -> bool:
    """Si con esos decimales tiene más cifras que las que Excel guarda."""
    return max(cantidad.adjusted() + 1, 1) + decimales > CIFRAS_POR_CELDA


def avisos_de_numeros(
    tablas: Iterable[TablaDeFormato], por_dato: Mapping[str, Valores]
) -> Iterator[Aviso]:
    """Avisos de las columnas de números: lo que no es un número y lo que parece una fracción.

    De lo que no entra en un total se avisa por aparte.
    """
    sin_total: dict[str, Valores] = {}
    porcentajes: dict[str, Valores] = {}
    for tabla in tablas:
        for columna in tabla.columnas:
            dato = _dato_propio(columna) if columna.guarda == "numero" else None
            if dato is None:
                continue
            if not tabla.metodos(columna) - {"cuenta"}:
                sin_total[dato] = por_dato[dato]
            if columna.numero is not None and columna.numero.porcentaje:
                porcentajes[dato] = por_dato[dato]
    for valores in sin_total.values():
        yield from _aviso_de_textos(valores, cantidad_de, ("numero", "un número"))
    yield from chain.from_iterable(map(_aviso_de_fracciones, porcentajes.values()))


def _aviso_de_textos(
    valores: Valores, leer: Callable[[object], object], que: tuple[str, str]
) -> Iterator[Aviso]:
    """El aviso de las celdas que no son lo que su columna guarda, y van como texto.

    ``leer``: da ``None`` de lo que no lo es; ``que``: su código y sus palabras, «una fecha».
    """
    codigo, en_palabras = que
    filas = [
        fila
        for fila, valor in enumerate(valores.celdas)
        if not _es_blanco(valor) and leer(valor) is None
    ]
    if filas:
        no_son = f"celda no es {en_palabras} y va", f"celdas no son {en_palabras} y van"
        cuantos = contar(len(filas), *no_son)
        motivo = f"{cuantos} como texto ({_primer_caso(valores, filas[0])})"
        anotado = _anotado(valores, filas[0], cuantos=len(filas), esperado=codigo)
        yield Aviso("celda_ilegible", _lugar(valores), motivo, datos=anotado)


def _aviso_de_fracciones(valores: Valores) -> Iterator[Aviso]:
    """El aviso de unos porcentajes que parecen partes de uno; el escrito con su signo no lo es."""
    numeros = [numero for _, numero in valores.numeros]
    con_signo = any(isinstance(valor, str) and "%" in valor for valor in valores.celdas)
    if not con_signo and parecen_fracciones(numeros):
        motivo = (
            "sus números son de 1 o menos y alguno no es entero: se escriben como porcentajes de 0"
            " a 100; si son fracciones, multiplíquelos por 100"
        )
        yield Aviso("fracciones", _lugar(valores), motivo, datos={"cuantos": len(numeros)})
