"""Las columnas de una tabla de un formato: qué muestran y cómo."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

import attrs

from paac_reportes import clases
from paac_reportes.errores import Falla, unir_ruta
from paac_reportes.estructura import (
    Entre,
    comprobar_coherencia,
    inesperado,
    uno_o_varios,
    validar_por_tipo,
)
from paac_reportes.estructura.formas import forma_de
from paac_reportes.formatos.definicion.aspecto import (
    COLOR,
    UN_COLOR_RRGGBB,
    PorOtra,
    PorRegla,
    es_por_otra,
    fallas_de_textos_como_reglas,
    leer_por_otra,
    leer_reglas,
    son_reglas,
)
from paac_reportes.formatos.definicion.pagina import (
    A_LA_LETRA,
    OTRA_PARTE,
    SU_FILA,
    EstiloDeFormato,
    nombra,
)
from paac_reportes.formatos.definicion.recorridos import es_de_fila_libre
from paac_reportes.maqueta.aspecto import Horizontal
from paac_reportes.maqueta.documento import Medio
from paac_reportes.maqueta.estilos import Dato
from paac_reportes.textos.plantillas import variables_de
from paac_reportes.textos.valores import FormaDeFecha

_PARTE_MINIMA, _PARTE_MAXIMA = Decimal(1), Decimal(100)
_PARTE = Entre(1, 100)
"""Validador de lo que ocupa una columna: un porcentaje del ancho de la tabla."""
_DECIMALES_MAXIMOS = 14


def es_una_verificacion(dato: str) -> bool:
    """Si es el resultado de una verificación, de un seguimiento de lo que sea."""
    return dato.rpartition(".")[2] == "verificacion"


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class ComoNumero:
    """Cómo se escribe un número; el texto que no lo es sale a la letra."""

    moneda: str | None = None
    """El código de la moneda, como ``COP``: ``$ 1.234.567``, con puntos y, si hay centavos, dos."""
    miles: bool | Literal["auto"] = attrs.field(
        default=attrs.Factory(lambda numero: numero.moneda is not None, takes_self=True)
    )
    """Con punto: ``1.250.000``; ``auto``, desde 10.000.

    En filas propias, ``auto`` mira la columna: si un número los pide, los llevan todos.
    """
    decimales: int | None = attrs.field(default=None, validator=Entre(0, _DECIMALES_MAXIMOS))
    """Decimales que lleva siempre, de 0 a 14; sin decirlos, los que traiga el dato."""
    porcentaje: bool = False
    """Seguido de ``%``; el dato va de 0 a 100, como el avance."""

    __attrs_post_init__ = comprobar_coherencia

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """Falla si un número es dinero y porcentaje a la vez."""
        if valores.get("moneda") is not None and valores.get("porcentaje"):
            yield Falla("formato_incoherente", "moneda", "no va con porcentaje: es uno o lo otro")


TODAS = ("fila.*",)
"""El ``dato`` de la columna que es todas las de las filas que ninguna otra muestra."""

Pesada = Literal["auto"]
Guarda = Literal[Dato, "auto"]
Lado = Literal[Horizontal, "auto"]


def _parte_o_auto(objeto: object, campo: Any, valor: Any) -> None:
    if valor != "auto":
        _PARTE(objeto, campo, valor)


def _leer_colores(datos: object, ruta: str, fallas: list[Falla]) -> Any:
    """Los colores de una columna: por otra columna, por reglas o por el texto de cada celda."""
    if es_por_otra(datos):
        return leer_por_otra(datos, ruta, fallas)
    if son_reglas(datos):
        return leer_reglas(datos, ruta, fallas)
    return _COLORES.leer(datos, ruta, fallas)


_VARIOS_A_LA_LETRA = {"leer": uno_o_varios, **A_LA_LETRA}
_COLORES = forma_de(Literal["zona", "zona_de_riesgo", "vencido"] | dict[str, str])


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Columna:
    """Una columna: qué muestra y cómo."""

    dato: tuple[str, ...] = attrs.field(default=(), metadata=_VARIOS_A_LA_LETRA)
    """Su papel, como ``actividad.meta`` o ``seguimiento.texto``; varios van en la misma celda.

    ``fila.*`` son todos los de las filas que ninguna otra columna muestra, cada uno en la suya.
    """
    texto: str | None = attrs.field(default=None, metadata=nombra(SU_FILA))
    """En lugar de un dato, una plantilla con los de la fila, o un texto fijo."""
    marca: str | None = attrs.field(default=None, metadata=A_LA_LETRA)
    """Marca de la celda si el dato es uno de ``cuando``; si no, va en blanco."""
    cuando: tuple[str, ...] = attrs.field(default=(), metadata=_VARIOS_A_LA_LETRA)
    entre: str = attrs.field(default="\n", metadata=A_LA_LETRA)
    """Separador de varios datos de una celda; los que estén en blanco no lo dejan. Una fecha de
    inicio y la final que la sigue son un rango, «1/02 a 30/11»."""
    rotulo: tuple[str, ...] = attrs.field(metadata={"leer": uno_o_varios, **nombra("por_corte")})
    """Un texto, o varios de arriba abajo; los vecinos iguales se unen."""
    ancho: Decimal | Pesada = attrs.field(validator=_parte_o_auto)
    """Parte del ancho útil, de 1 a 100; ``auto``, la que pidan las filas. Suman 100."""
    minimo: Decimal | None = attrs.field(default=None, validator=_PARTE)
    """Lo menos que puede medir una columna ``auto``, de 1 a 100; sin decirlo, 1."""
    maximo: Decimal | None = attrs.field(default=None, validator=_PARTE)
    """Ancho máximo de una columna ``auto``, de 1 a 100; sin decirlo, 100."""
    numero: ComoNumero | None = None
    fecha: FormaDeFecha | None = None
    """Cómo se escribe una fecha: ``larga``, ``31 de agosto de 2020``; ``mes``, ``agosto de 2020``;
    ``corta``, ``31/08/2020``, que es como va sin decirlo. El texto que no lo es sale a la letra."""
    guarda: Guarda = attrs.field(
        default=attrs.Factory(
            lambda columna: "numero" if columna.numero else "fecha" if columna.fecha else "texto",
            takes_self=True,
        )
    )
    """Qué guarda la hoja de cálculo cuando el texto es exactamente eso.

    ``auto``, sólo en filas propias: lo que sean sus valores, que es también como se escriben.
    """
    horizontal: Lado = attrs.field(
        default=attrs.Factory(
            lambda columna: "derecha" if columna.guarda == "numero" else "izquierda",
            takes_self=True,
        )
    )
    """Sin decirlo, a la derecha si guarda números, y si no, a la izquierda. ``auto``, sólo en filas
    propias: los números y las fechas, a la derecha."""
    mismos_decimales: bool = attrs.field(
        default=attrs.Factory(
            lambda columna: columna.guarda == "numero" and any(map(es_de_fila_libre, columna.dato)),
            takes_self=True,
        )
    )
    """Completar con ceros, a lo sumo hasta dos decimales, los números que traen menos que otro, si
    ``numero`` no dice cuántos; sin decirlo, los de filas propias."""
    une: Literal["nunca", "iguales", "blancos", "grupo"] = "nunca"
    """Qué vecinas de arriba abajo son una sola celda."""
    por_corte: bool = False
    """Se repite, con sus vecinas por corte, por cada informe de la vigencia hasta el pedido."""
    omite_vacia: bool = False
    """No escribirla si ninguna fila trae su dato, o ninguno se sabe; lo que ocupaba se reparte."""
    al_omitir: str | None = attrs.field(default=None, metadata=nombra(OTRA_PARTE))
    """Nota que entonces va bajo la tabla: por qué no está."""
    estilo: EstiloDeFormato = attrs.field(factory=EstiloDeFormato)
    """Estilo de sus celdas, en lo que cambia del estilo ``celda``; ni los rótulos ni el total."""
    colores: Literal["zona", "zona_de_riesgo", "vencido"] | dict[str, str] | PorRegla | PorOtra = (
        attrs.field(
            factory=dict,
            hash=False,  # una tabla no lo tiene, y lo demás distingue bastante
            metadata={"leer": _leer_colores},
        )
    )
    """El relleno de cada celda: el de la zona de su avance, o de la de riesgo que nombra; el que
    toca a lo que dice, o el de la primera regla que su número cumple; o el que otra columna decide
    (``PorOtra``). ``vencido`` no la llena: tiñe de rojo las cuentas que no son cero."""
    barra: bool = False
    """Una barra bajo cada número, tan larga como él ante el mayor de su tabla; de un porcentaje,
    ante 100."""
    grafico: (
        Literal["terminadas", "vencidas_sin_reporte", "vencidas_con_reporte", "no_se_sabe"] | None
    ) = None
    """De qué cuenta del informe es el color con que apila sus números el gráfico que, en un libro,
    va bajo una tabla de hasta 25 filas."""
    en: tuple[Medio, ...] = ("documento", "libro")
    """Dónde va: en un libro, un gráfico puede pedir partido lo que en papel es un número."""
    texto_vertical: Literal["rotulo", "celda", "ambos"] | None = None
    """Qué se escribe de abajo arriba; del rótulo, el último."""
    abre_pagina: bool = False
    """Si en Excel se imprime desde ella en otra página, tras las columnas ``fijas``."""
    total: tuple[str, ...] = attrs.field(default=(), metadata=_VARIOS_A_LA_LETRA)
    """Con qué se resume en la fila de total (``analisis.metodologia.DE_COLUMNA``); si alguna
    columna de la tabla dice varios, cada uno es una fila."""

    __attrs_post_init__ = comprobar_coherencia

    @property
    def agrupa(self) -> bool:
        """Si lo que dice una celda suya de varias filas vale para cada una de ellas."""
        return self.une in {"iguales", "grupo"}

    @property
    def limites(self) -> tuple[Decimal, Decimal]:
        """Lo menos y lo más que puede medir, de 1 a 100; con un ancho fijo, lo mismo."""
        if isinstance(self.ancho, Decimal):
            return self.ancho, self.ancho
        return self.minimo or _PARTE_MINIMA, self.maximo or _PARTE_MAXIMA

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """Fallas de una columna que no dice una sola cosa, o con claves que no van juntas."""
        if valores.get("rotulo") == ():
            yield Falla("dato_faltante", "rotulo", "se esperaba al menos un texto")
        muestra = [clave for clave in ("dato", "texto") if valores.get(clave)]
        if not muestra and valores.get("dato", ()) is not None:
            yield Falla(
                "dato_faltante",
                "dato",
                "falta; se esperaba lo que la columna muestra: dato, o texto",
            )
        if len(muestra) > 1:
            yield Falla("formato_incoherente", "texto", "se esperaba dato o texto, llegaron ambos")
        if valores.get("marca") is not None:
            yield from _fallas_de_marca(valores)
        elif valores.get("cuando"):
            yield Falla(
                "dato_faltante",
                "marca",
                "falta; se esperaba lo que la celda dice en esos casos, como X",
            )
        if valores.get("numero") is not None and valores.get("guarda") == "fecha":
            yield Falla(
                "formato_incoherente",
                "guarda",
                "con numero se esperaba numero o texto, llegó 'fecha'",
            )
        yield from _fallas_de_una_fecha(valores)
        yield from _fallas_de_una_barra(valores)
        if valores.get("al_omitir") is not None and not valores.get("omite_vacia"):
            motivo = "sobra: la columna siempre está; se esperaba con omite_vacia = true"
            yield Falla("formato_incoherente", "al_omitir", motivo)
        yield from _fallas_de_limites(valores)
        yield from _aspecto_imposible(valores)


def _guarda(valores: Mapping[str, Any]) -> str | None:
    """Clase (``texto``, ``numero``, ``fecha``) que una columna guardará; nada si no se sabe."""
    numero, fecha = (valores.get(clave, _SIN_DECIR) for clave in ("numero", "fecha"))
    if "guarda" in valores or numero is None or fecha is None:
        return valores.get("guarda")
    return "texto" if numero is fecha else "fecha" if numero is _SIN_DECIR else "numero"


_SIN_DECIR = object()
"""Seña de la clave que la columna no trae: ``None`` es un valor."""


def _fallas_de_una_barra(valores: Mapping[str, Any]) -> Iterable[Falla]:
    """Fallas de una columna con barra: va bajo números, y sin marca, fecha ni colores."""
    if not valores.get("barra"):
        return
    if (guarda := _guarda(valores)) in {"texto", "fecha"}:
        motivo = f"es de números, y la columna guarda {guarda}"
        yield Falla("formato_incoherente", "barra", motivo)
    for clave in ("fecha", "marca", "colores"):
        if valores.get(clave):
            yield Falla("formato_incoherente", "barra", f"no va con {clave}")


def _fallas_de_una_fecha(valores: Mapping[str, Any]) -> Iterable[Falla]:
    """Fallas de una columna que escribe fechas: es de un dato, y se guarda como fecha."""
    if valores.get("fecha") is None:
        return
    for clave in ("numero", "texto", "marca"):
        if valores.get(clave) is not None:
            yield Falla("formato_incoherente", "fecha", f"no va con {clave}")
    if valores.get("guarda") == "numero":
        yield Falla(
            "formato_incoherente", "fecha", "con guarda = 'numero' no hay fecha que escribir"
        )


def _fallas_de_limites(valores: Mapping[str, Any]) -> Iterable[Falla]:
    """Fallas de ``minimo`` y ``maximo`` (% del ancho): sólo con ancho automático, en ese orden."""
    ancho, minimo, maximo = (valores.get(clave) for clave in ("ancho", "minimo", "maximo"))
    for clave, limite in (("minimo", minimo), ("maximo", maximo)):
        if limite is not None and ancho is not None and ancho != "auto":
            motivo = f"sólo lo lleva una columna con ancho = 'auto'; esta mide {ancho}"
            yield Falla("formato_incoherente", clave, motivo)
    if minimo is not None and maximo is not None and minimo > maximo:
        yield Falla(
            "medida_imposible",
            "minimo",
            f"se esperaba a lo sumo el máximo, {maximo}, llegó {minimo}",
        )


def resumida(columna: Columna, metodo: str | None) -> Columna:
    """La columna como va en la fila que la resume con ``metodo``: contar da un número."""
    if metodo != "cuenta" or columna.guarda == "numero":
        return columna
    return attrs.evolve(columna, guarda="numero")


def datos_de_columna(columna: Columna) -> tuple[str, ...]:
    """Los datos que una columna nombra: los suyos, o los de su texto."""
    return columna.dato or tuple(sorted(variables_de(columna.texto or "")))


def que_muestra(columna: Columna) -> str:
    """Los datos de una columna, o su texto, para nombrarla."""
    return " + ".join(columna.dato) or columna.texto or ""


def _fallas_de_marca(valores: Mapping[str, Any]) -> Iterable[Falla]:
    """Fallas de una columna con marca, que va si su único dato es uno de los de ``cuando``."""
    cuando = valores.get("cuando", ())
    if not valores["marca"].strip():
        yield Falla("dato_faltante", "marca", "se esperaba un texto, como X, llegó en blanco")
    if cuando is not None and not (cuando and all(caso is None or caso.strip() for caso in cuando)):
        yield Falla(
            "dato_faltante", "cuando", "se esperaban los valores del dato que llevan la marca"
        )
    if len(valores.get("dato") or ()) > 1:
        yield Falla("formato_incoherente", "dato", "con marca se esperaba un solo dato")
    for clave in ("texto", "numero", "total"):
        if valores.get(clave) not in {None, ()}:
            yield Falla("formato_incoherente", clave, "no va con marca")


def _aspecto_imposible(valores: Mapping[str, Any]) -> Iterable[Falla]:
    """Fallas de un color que no es RRGGBB, y del lado dicho en el estilo y no en la columna."""
    colores = valores.get("colores")
    if isinstance(colores, dict):
        yield from fallas_de_textos_como_reglas(colores)
    for valor, color in colores.items() if isinstance(colores, dict) else ():
        if color is not None and not re.fullmatch(COLOR, color):
            yield inesperado(unir_ruta("colores", valor), UN_COLOR_RRGGBB.se_espera, color)
    estilo = valores.get("estilo")
    if estilo is not None and estilo.horizontal is not None:
        yield Falla(
            "formato_incoherente", "estilo.horizontal", "sobra: va en la columna, en horizontal"
        )


def en_un_piso(columna: Columna) -> Columna:
    """La columna con sus dos últimos rótulos en uno: ``Seguimiento: lo reportado``."""
    *demas, arriba, abajo = columna.rotulo
    return attrs.evolve(columna, rotulo=(*demas, f"{arriba}{al_final_del_piso(abajo)}"))


def al_final_del_piso(rotulo: str) -> str:
    """El segundo de dos rótulos que van en uno: ``Lo reportado`` → ``: lo reportado``."""
    es_palabra = rotulo[1:2].islower()
    return f": {rotulo[:1].lower() + rotulo[1:] if es_palabra else rotulo}"


def sin_pisos_de_una(quedan: Sequence[Columna], todas: Sequence[Columna]) -> list[Columna]:
    """Las columnas que quedan; la que ya está sola bajo un rótulo común, con él en un piso."""
    cuantas_habia, cuantas_quedan = (
        Counter(columna.rotulo[:-1] for columna in columnas) for columnas in (todas, quedan)
    )
    return [
        en_un_piso(columna)
        if (grupo := columna.rotulo[:-1]) and cuantas_quedan[grupo] == 1 < cuantas_habia[grupo]
        else columna
        for columna in quedan
    ]
