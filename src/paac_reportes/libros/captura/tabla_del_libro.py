"""La tabla de captura de una hoja: dónde empieza, en qué columna está cada dato y qué le falta."""

import functools
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from paac_reportes import clases
from paac_reportes.errores import Aviso, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.ajenos.mobiliario import pie_de
from paac_reportes.libros.captura.huellas import (
    MARCA,
    Identificacion,
    leer_identificacion,
    leer_marca,
)
from paac_reportes.libros.captura.tablas import (
    ESCONDIDAS,
    ColumnaDeCaptura,
    TablaDeCaptura,
    tablas_de,
)
from paac_reportes.libros.rotuladas import TablaRotulada, columnas_de, escritos_en
from paac_reportes.modelo.temas import Tema
from paac_reportes.opc.visto import CeldaVista, TablaVista
from paac_reportes.textos.plano import en_plano

FUERA_DE_LUGAR = "?"
_LO_QUE_PUDO = (
    "lo que dice pudo quedar junto a otra fila, y cada reporte de la hoja es un conflicto. Si está"
    " junto a la fila de que habla, tome el libro; si no, pida que lo pasen a uno recién salido"
)
_LE_FALTA = (
    f"le falta la última celda, como cuando se elimina una y suben las de abajo: {_LO_QUE_PUDO}"
)
_LE_SOBRA = f"le sobra una celda, como cuando se inserta una y bajan las de abajo: {_LO_QUE_PUDO}"


@clases.frozen(kw_only=True, eq=False)
class TablaDeLibro(TablaRotulada):
    """Una tabla de captura, con las dos columnas que lleva escondidas."""

    tabla: TablaDeCaptura
    identificaciones: int | None = None
    marcas: int | None = None
    """La columna escondida que dice de qué fila es lo escrito; ``None`` si alguien la borró."""

    @property
    def escondidas(self) -> set[int]:
        """Las columnas en que lleva de qué fila es cada una."""
        return {n for n in (self.identificaciones, self.marcas) if n is not None}

    @functools.cached_property
    def pie(self) -> dict[int, Aviso]:
        """Los totales, las notas y las firmas que alguien puso debajo, con el aviso de cada uno."""
        identifican = {dato for datos in self.tabla.identifican for dato in datos}
        bastan = [numero for dato, numero in self.columnas.items() if dato in identifican]
        return pie_de(self.vista, self.fila_de_rotulos + 1, self.es_nuestra, bastan=bastan)

    @functools.cached_property
    def ultima(self) -> int | None:
        """La última de las filas que salieron en el libro; ``None`` si ninguna lo dice."""
        return max(filter(self.es_nuestra, self.numeros), default=None)

    @functools.cached_property
    def corridas(self) -> tuple[str, ...]:
        """Lo que se dice de las columnas en que alguien eliminó o insertó una celda."""
        return () if self.ultima is None else tuple(self._corridas(self.ultima))

    @property
    def filas(self) -> Iterator[int]:
        """Las que se leen."""
        return (numero for numero in self.numeros if numero not in self.pie)

    def avisos(self) -> Iterator[Aviso]:
        """Lo que se dice de lo que está debajo de las filas, y de lo que en ellas se corrió."""
        yield from self.pie.values()
        yield from (Aviso("reportes_movidos", self.vista.lugar, motivo) for motivo in self.corridas)

    def es_formula(self, fila: int, dato: str) -> bool:
        """Si lo que se ve en la celda es el resultado que guarda una fórmula."""
        return (fila, self.columnas[dato]) in self.vista.formulas

    def identificacion(self, fila: int) -> Identificacion | None:
        """La que la fila lleva escondida."""
        celda = self._escondida(fila, self.identificaciones)
        return leer_identificacion(celda.texto) if celda else None

    def es_nuestra(self, fila: int) -> bool:
        """Si salió en el libro: lo dice algo escondido en ella."""
        marca = self._escondida(fila, self.marcas)
        return self.identificacion(fila) is not None or (
            marca is not None and leer_marca(marca.texto) is not None
        )

    def _escondida(self, fila: int, columna: int | None) -> CeldaVista | None:
        return None if columna is None else self.vista.filas[fila][columna]

    def _corridas(self, ultima: int) -> Iterator[str]:
        """De las columnas abiertas, las que no llegan a la última fila, y las que se pasan.

        Las demás conservan ahí su celda, aunque esté en blanco: de ésa alguien eliminó una, y las
        de abajo subieron; o la insertó, y bajaron. De un libro que perdió sus formatos no se sabe.
        """
        cerrada = self._escondida(ultima, self.identificaciones)
        if cerrada is None or not cerrada.destacada:
            return
        hasta = {
            abierta.rotulo: max(
                self.vista.en_blanco.get(columna, -1),
                max((n for n in range(ultima + 1) if self._dice(n, columna)), default=-1),
                ultima + 1 if self._sigue_sola(ultima + 1, columna) else -1,
            )
            for abierta in self.tabla.abiertas
            if (columna := self.columnas.get(abierta.dato)) is not None
        }
        if any(fila >= ultima for fila in hasta.values()):
            for rotulo in (rotulo for rotulo, fila in hasta.items() if fila < ultima):
                yield f"a la columna {mostrar(rotulo)} {_LE_FALTA}"
        if any(fila <= ultima for fila in hasta.values()):
            for rotulo in (rotulo for rotulo, fila in hasta.items() if fila > ultima):
                yield f"a la columna {mostrar(rotulo)} {_LE_SOBRA}"

    def _sigue_sola(self, fila: int, columna: int) -> bool:
        """Si debajo de la última hay un número sin nada a su lado: un texto puede ser una nota."""
        if fila >= len(self.vista.filas):
            return False
        celda_de_abajo = self.vista.filas[fila][columna]
        solas = [celda for celda in self.vista.filas[fila] if celda and celda.texto.strip()]
        return (
            celda_de_abajo is not None
            and celda_de_abajo.valor is not None
            and solas == [celda_de_abajo]
        )

    def _dice(self, fila: int, columna: int) -> bool:
        """Si ahí hay una celda con algo escrito, aunque sean blancos."""
        celda = self.vista.filas[fila][columna]
        return celda is not None and bool(celda.texto)

    def marca(self, fila: int) -> str | None:
        """La que va con lo escrito en ella; la que no está en su columna no es de ninguna fila."""
        if self.marcas is None:
            return None
        for numero, celda in enumerate(self.vista.filas[fila]):
            marca = leer_marca(celda.texto) if celda else None
            if numero == self.marcas and celda and celda.texto.strip():
                return marca or FUERA_DE_LUGAR
            if marca:
                return FUERA_DE_LUGAR
        return None


_BASTAN = 3
"""Rótulos conocidos con los que una fila es la de los rótulos de un libro de captura."""


def hallar_tabla(
    tabla_vista: TablaVista, tema: Tema, fallas: list[Falla], avisos: list[Aviso]
) -> TablaDeLibro | None:
    """La tabla de captura de una hoja de un libro de ese tema; ``None`` si no lo es.

    De una que lo es y perdió una columna abierta se dice una falla: sin ella no se sabe qué se
    reportó.
    """
    identificacion = identificacion_en(tabla_vista)
    tema = (
        identificacion.procedencia.tema if identificacion else tema
    )  # la pudieron pegar de otro libro
    rotulos = fila_de_rotulos(tabla_vista, tema)
    if rotulos is None:
        return None
    rotulos_escritos = escritos_en(tabla_vista.filas[rotulos])
    tabla = max(
        tablas_de(tema), key=lambda posible: len(columnas_de(rotulos_escritos, posible.rotulos))
    )
    columnas = columnas_de(rotulos_escritos, tabla.rotulos)
    escondidas = [
        columna_con(tabla_vista, rotulos, leer_identificacion),
        columna_con(tabla_vista, rotulos, leer_marca),
    ]
    de_ellas = {en_plano(rotulo) for rotulo in ESCONDIDAS}
    nuestras = {
        *escondidas,
        *(n for n, uno in rotulos_escritos.items() if en_plano(uno) in de_ellas),
    }
    libres = {
        numero: texto
        for numero, texto in rotulos_escritos.items()
        if numero not in columnas.values() and numero not in nuestras
    }
    perdidas = (c for c in tabla.abiertas if c.dato not in columnas)
    for columna in perdidas:
        numero = _a_la_derecha(columna, tabla.columnas, columnas, libres, nuestras)
        if numero is None:
            motivo = f"no está la columna {columna.rotulo!r}; sin ella no se sabe qué se reportó"
            fallas.append(Falla("columna_no_hallada", tabla_vista.lugar, motivo))
            continue
        columnas[columna.dato] = numero
        motivo = f"el rótulo {libres.pop(numero)!r} está donde iba {columna.rotulo!r}: se leyó así"
        avisos.append(Aviso("columna_cambiada", tabla_vista.lugar_de_columna(numero), motivo))
    return TablaDeLibro(
        vista=tabla_vista,
        fila_de_rotulos=rotulos,
        columnas=columnas,
        sobrantes=libres,
        tabla=tabla,
        identificaciones=escondidas[0],
        marcas=escondidas[1],
    )


@functools.lru_cache(maxsize=8)
def _conocidos(tablas: tuple[TablaDeCaptura, ...]) -> frozenset[str]:
    return frozenset(en_plano(u.rotulo) for tabla in tablas for u in tabla.columnas)


def fila_de_rotulos(tabla_vista: TablaVista, tema: Tema) -> int | None:
    """La que más rótulos conocidos tiene, entre las de antes de la primera identificada."""
    cuantos = 0
    elegida = None
    conocidos = _conocidos(tablas_de(tema))
    for numero, fila in enumerate(tabla_vista.filas):
        if any(celda and leer_identificacion(celda.texto) for celda in fila):
            break
        cuantos_en_ella = sum(1 for celda in fila if celda and en_plano(celda.texto) in conocidos)
        if cuantos_en_ella > cuantos:
            cuantos, elegida = cuantos_en_ella, numero
    return elegida if cuantos >= _BASTAN else None


def columna_con(
    tabla_vista: TablaVista, rotulos: int, leer: Callable[[str], object | None]
) -> int | None:
    """La que trae más de lo escondido; se la conoce por lo que dice, no por su rótulo ni lugar."""
    veces = Counter(
        numero
        for fila in tabla_vista.filas[rotulos + 1 :]
        for numero, celda in enumerate(fila)
        if celda and leer(celda.texto)
    )
    return max(veces, key=lambda numero: veces[numero], default=None)


def _a_la_derecha(
    columna: ColumnaDeCaptura,
    columnas: Sequence[ColumnaDeCaptura],
    numeros: Mapping[str, int],
    libres: Mapping[int, str],
    nuestras: Collection[int | None],
) -> int | None:
    """La columna de rótulo ajeno que está justo después de la que iba antes de esta."""
    antes = [c for c in columnas[: columnas.index(columna)] if c.dato in numeros]
    siguiente = numeros[antes[-1].dato] + 1 if antes else 0
    while siguiente in nuestras:
        siguiente += 1
    return siguiente if siguiente in libres else None


def identificacion_en(tabla_vista: TablaVista) -> Identificacion | None:
    """La primera de una tabla."""
    return next(
        (
            identificacion
            for fila in tabla_vista.filas
            for celda in fila
            if celda
            and MARCA in celda.texto
            and (identificacion := leer_identificacion(celda.texto))
        ),
        None,
    )
