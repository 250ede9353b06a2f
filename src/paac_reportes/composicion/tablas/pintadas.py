"""El color de las celdas: el de lo que cada una dice, y el que le da otra de su fila.

Nunca va solo: la palabra o el número que lo decide está escrito en la misma fila.
"""

from collections.abc import Callable, Iterator, Sequence

import attrs

from paac_reportes import clases
from paac_reportes.analisis.riesgos.niveles import leer_zona
from paac_reportes.composicion.aspecto import ColumnaArmada, enlazado, reglas_de
from paac_reportes.formatos.definicion.aspecto import VENCIDO, PorOtra, PorRegla, ReglaDeColor
from paac_reportes.formatos.definicion.columnas import Columna, es_una_verificacion
from paac_reportes.maqueta.contenido import Cifra, Contenido
from paac_reportes.maqueta.estilos import COLOR_DE_BARRA, contraste
from paac_reportes.modelo import Resultado
from paac_reportes.modelo.metodologia import Escala, Zona
from paac_reportes.normativa.riesgos import COLORES_DE_ZONA
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import VERIFICACIONES, con_formato_de_cuenta, numero_escrito

Vestir = Callable[[str], tuple[Contenido, str]]
"""Función que da, de lo que dice una celda, su contenido y su estilo."""

_COMPLETO = 100
"""Más allá, una cifra no es un avance."""

_SE_VE = 3
"""Lo menos que WCAG 2 pide entre un dibujo y su fondo (1.4.11)."""
Rellenos = Sequence[str | None]
"""El color de relleno de cada fila, si lo lleva."""


@clases.frozen
class Pintura:
    """Qué columnas de una tabla deciden el color de otras."""

    de_celda: dict[int, int]
    """Columna que decide el color de cada columna que se pinta; los dos números, desde 0."""
    de_fila: tuple[int, int] | None
    """El número de la columna que pinta las filas, y el de la que decide el color."""

    def rellenos(
        self, columnas: Sequence[ColumnaArmada], textos: Sequence[Sequence[str | None]]
    ) -> list[Rellenos | None]:
        """El color de relleno de cada celda, por columna y fila; ``None`` donde no lleva."""
        de_filas = self._relleno_segun(columnas, textos, *self.de_fila) if self.de_fila else None
        rellenos = [de_filas] * len(columnas)
        for numero, decide in self.de_celda.items():
            de_celdas = self._relleno_segun(columnas, textos, numero, decide)
            base = de_filas or [None] * len(de_celdas)
            # Donde la celda no da color, el de la fila.
            rellenos[numero] = [c or f for c, f in zip(de_celdas, base, strict=True)]
        return rellenos

    @staticmethod
    def _relleno_segun(
        columnas: Sequence[ColumnaArmada],
        textos: Sequence[Sequence[str | None]],
        pinta: int,
        decide: int,
    ) -> Rellenos:
        """El relleno por fila de la columna ``pinta``, según lo que dice la columna ``decide``."""
        reglas = reglas_de(columnas[pinta].definida)
        return list(map(color_por(reglas.reglas if reglas else ()), textos[decide]))

    @staticmethod
    def vestir(
        columna: ColumnaArmada,
        estilos: str | Sequence[str],
        rellenos: Rellenos,
        cubre: Sequence[int] | None,
    ) -> list[str]:
        """Los estilos de las celdas de una columna con su color; el que ya tenían manda.

        La celda de varias filas (``cubre`` dice cuántas) lo lleva si es el de todas ellas, y la que
        tiene una barra, si la barra se ve sobre él.
        """
        if columna.definida.barra:
            rellenos = [
                c if c and contraste(COLOR_DE_BARRA, c) >= _SE_VE else None for c in rellenos
            ]
        sin_color = columna.estilo
        por_color = {c: columna.estilo_de(relleno=c) for c in {*rellenos} if c}
        vestidas = []
        for fila, color in enumerate(rellenos):
            estilo = estilos if isinstance(estilos, str) else estilos[fila]
            filas = cubre[fila] if cubre is not None else 1
            es_el_de_todas = filas <= 1 or len({*rellenos[fila : fila + filas]}) == 1
            pinta = color is not None and estilo == sin_color and es_el_de_todas
            vestidas.append(por_color[color] if pinta and color is not None else estilo)
        return vestidas


def pintura_de(columnas: Sequence[ColumnaArmada]) -> Pintura | None:
    """La pintura de unas columnas; nada, lo corriente, si ninguna toma su color de otra."""
    pintan = [
        n for n, columna in enumerate(columnas) if isinstance(columna.definida.colores, PorOtra)
    ]
    if not pintan:
        return None
    deciden = {n: _columna_que_decide(columnas, n) for n in pintan}
    de_fila = next(((n, deciden[n]) for n in pintan if _es_de_fila(columnas[n])), None)
    return Pintura({n: d for n, d in deciden.items() if not _es_de_fila(columnas[n])}, de_fila)


def _es_de_fila(columna: ColumnaArmada) -> bool:
    return isinstance(columna.definida.colores, PorOtra) and columna.definida.colores.fila


def _columna_que_decide(columnas: Sequence[ColumnaArmada], pinta: int) -> int:
    """El número de la columna que da color a ``pinta``; por corte, la del mismo informe."""
    pintada = columnas[pinta]
    colores = pintada.definida.colores
    segun = colores.segun if isinstance(colores, PorOtra) else ""
    muestran = [n for n, columna in enumerate(columnas) if columna.definida.dato == (segun,)]
    del_informe = [n for n in muestran if columnas[n].informe == pintada.informe]
    return next(iter((*del_informe, *muestran)), pinta)


def color_por(reglas: Sequence[ReglaDeColor]) -> Callable[[str | None], str | None]:
    """Función que da el color de lo que dice una celda: el de la primera regla que cumple."""
    de_textos = {_clave(r.texto): r.color for r in reversed(reglas) if r.texto is not None}
    de_numeros = [regla for regla in reglas if regla.texto is None]

    def color(texto: str | None) -> str | None:
        """El color de la regla de ese texto o, si es una ``Cifra``, de la primera que cumple.

        ``None`` si de ninguna.
        """
        del_texto = de_textos.get(_clave(texto)) if texto else None
        if del_texto is not None or not isinstance(texto, Cifra):
            return del_texto
        return next((regla.color for regla in de_numeros if regla.vale(texto.valor)), None)

    return color


def vestir_de(columna: ColumnaArmada, escala: Escala | None) -> Vestir:
    """Función que viste cada celda de una columna según lo que dice.

    ``escala``: la de las zonas del avance; ``None`` si ninguna columna se colorea así.
    """
    definida = columna.definida
    sin_color = columna.estilo
    if definida.colores == "zona" and escala is not None:
        return _vestir_por_zona(columna, escala)
    if definida.colores == "zona_de_riesgo":
        return _vestir_por_zona_de_riesgo(columna)
    if definida.colores == VENCIDO:
        return _vestir_por_vencido(columna)
    if isinstance(definida.colores, PorRegla):
        return _vestir_por_regla(columna, definida.colores.reglas)
    estilos = {
        texto: columna.estilo_de(relleno=color.upper()) for texto, color in _colores(definida)
    }
    return lambda texto: (enlazado(texto), estilos.get(_clave(texto), sin_color))


def _vestir_por_vencido(columna: ColumnaArmada) -> Vestir:
    """Función que viste de rojo toda cuenta que no sea cero, y las letras que dicen «vencida»."""
    sin_color, en_rojo = columna.estilo, columna.estilo_de(relleno=VENCIDO)

    def vestir(texto: str) -> tuple[Contenido, str]:
        es_cuenta = bool(texto.strip("0")) and not texto.isalpha()
        return texto, en_rojo if es_cuenta else sin_color

    return vestir


def _vestir_por_regla(columna: ColumnaArmada, reglas: Sequence[ReglaDeColor]) -> Vestir:
    """Función que da el color de la primera regla que el número cumple; a otra cosa, ninguno."""
    sin_color, color_de = columna.estilo, color_por(reglas)
    estilos = {regla.color: columna.estilo_de(relleno=regla.color) for regla in reglas}
    return lambda texto: (texto, estilos.get(color_de(texto) or "", sin_color))


def _vestir_por_zona(columna: ColumnaArmada, escala: Escala) -> Vestir:
    """La función que da a un avance el nombre y el color de su zona; al nombre, el color."""
    sin_color = columna.estilo
    estilos = {zona.nombre: columna.estilo_de(relleno=zona.color.upper()) for zona in escala.zonas}
    por_nombre = {zona.nombre.casefold(): zona for zona in escala.zonas}

    def vestir(texto: str) -> tuple[Contenido, str]:
        """El texto y su estilo: un avance, con su zona, ``60 (media)``; otra cosa, igual."""
        if not isinstance(texto, Cifra):
            zona = por_nombre.get(texto.casefold())
            return texto, estilos[zona.nombre] if zona else sin_color
        zona = escala.zona_de(texto.valor) if 0 <= texto.valor <= _COMPLETO else None
        if zona is None:
            return texto, sin_color
        cifra = _con_decimales_de_su_zona(texto, zona, columna.definida, escala)
        con_zona = Cifra(f"{cifra} ({zona.nombre})", cifra.valor, cifra.resumen)
        return con_zona, estilos[zona.nombre]

    return vestir


def _vestir_por_zona_de_riesgo(columna: ColumnaArmada) -> Vestir:
    """Función que da el color de la zona de riesgo que la celda dice; si ninguna, sin él."""
    sin_color, colores = columna.estilo, COLORES_DE_ZONA.items()
    estilos: dict[str, str] = {zona: columna.estilo_de(relleno=color) for zona, color in colores}
    return lambda texto: (texto, estilos.get(leer_zona(texto).zona or "", sin_color))


def _con_decimales_de_su_zona(cifra: Cifra, zona: Zona, columna: Columna, escala: Escala) -> Cifra:
    """La cifra, con decimales si sin ellos parecería de otra zona: 59,996 no es «60 (baja)»."""
    impreso = numero_escrito(cifra.removesuffix("%"))
    if impreso is None or escala.zona_de(impreso) is zona:
        return cifra
    forma = attrs.asdict(columna.numero) if columna.numero else {}
    texto = con_formato_de_cuenta(cifra.valor, escala.zona_de, **forma)
    return Cifra(texto, cifra.valor, cifra.resumen)


def _colores(columna: Columna) -> Iterator[tuple[str, str]]:
    """Textos de una celda y su color; de un resultado, la palabra que se escribe."""
    for valor, color in columna.colores.items() if isinstance(columna.colores, dict) else ():
        es_resultado = valor in {resultado.value for resultado in Resultado} and any(
            map(es_una_verificacion, columna.dato)
        )
        yield _clave(VERIFICACIONES[Resultado(valor)] if es_resultado else valor), color


def _clave(texto: str) -> str:
    """El primer renglón de un texto, sin mayúsculas ni tildes; ``en_proceso`` es «En proceso»."""
    return en_plano(texto.partition("\n")[0].replace("_", " "))
