"""De quién es cada fila de una tabla de datos: por qué listas se llega, y cuál es en cada una.

Por qué listas, lo dicen los datos que la fila trae; cuál es, los que lo identifican, que declara su
tema (``temas.Identidad``), y lo que de él digan las otras filas. Con ``ruta``, es de donde diga.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from paac_reportes import clases
from paac_reportes.errores import Falla
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.filas.armado import Camino, Dato, camino_de, titulo_de
from paac_reportes.modelo.filas import LISTA, RUTA, FormaDeFilas
from paac_reportes.modelo.recorrer import Rama, caminos_de, contenidos_de
from paac_reportes.modelo.temas import Identidad
from paac_reportes.textos.plano import en_plano

_SIN_DECLARAR = Identidad(si_no="lo_mismo")
_Listas = tuple[Rama, ...]


class DatosDeFila(NamedTuple):
    """Datos de una fila."""

    lugar: str
    datos: Sequence[Dato]
    con_algo: Mapping[str, Dato]
    """Datos que no están en blanco, por su nombre."""
    faltan: Sequence[str] = ()
    """Datos que no pueden faltar y su columna trae en blanco."""


class _SinLugarError(Exception):
    """No se sabe de quién es una fila."""

    def __init__(self, falla: Falla) -> None:
        self.falla = falla


class Identidades:
    """Da a cada fila su camino, por lo que ella dice y por lo que dicen todas."""

    def __init__(
        self, forma: FormaDeFilas, corte: date | None, filas: Sequence[DatosDeFila]
    ) -> None:
        self._forma, self._corte = forma, corte
        self._identidad = forma.tema.filas.identidad
        caminos = (
            camino
            for camino in caminos_de(forma.tema.clase)
            if all(rama.nombre in forma.listas for rama in camino)
        )
        self._caminos = sorted(caminos, key=len)
        self._duenos = dict(_duenos(forma))
        self._raices_nombradas = {raiz for fila in filas for raiz in self._raices_que_nombra(fila)}
        """Las raíces que alguna nombra: si se puede, todas van por ellas."""
        self._otros_nombres: dict[tuple[str, str], dict[str, str]] = {}
        """De lo que se conoce por un dato que sigue, los primeros que van con él en otra fila."""
        self._veces: Counter[tuple[str, str]] = Counter()
        for raiz in forma.listas.values():
            if len(self._identidad_de(raiz).por) > 1:
                for fila in filas:
                    self._recordar_otros_nombres(fila, raiz)

    def camino(self, fila: DatosDeFila, fallas: list[Falla]) -> Camino | None:
        """Listas por las que se llega a lo de la fila, con su clave: ``[("componentes", "…")]``.

        Ninguna si sólo dice lo de todo el contenido; ``None`` si no se supo, con su falla.
        """
        try:
            lista_nombrada = self._lista_nombrada(fila)
            if ruta := fila.con_algo.get(RUTA):
                return self._camino_de_la_ruta(ruta)
            return self._claves_del_camino(fila, self._listas_de(fila, lista_nombrada))
        except _SinLugarError as error:
            fallas.append(error.falla)
            return None

    def _camino_de_la_ruta(self, ruta: Dato) -> Camino:
        """Camino que dice la ruta de una fila; ``_SinLugarError`` si no se entiende."""
        camino = camino_de(ruta.valor, self._forma)
        if camino is None:
            raise _error_de_lugar(ruta, f"un lugar como {self._forma.tema.filas.lugar}")
        return camino

    # ------------------------------------------------------------ por qué listas
    def _raices_que_nombra(self, fila: DatosDeFila) -> dict[str, str]:
        """Raíces de quienes la fila dice algo, cada una con el primer dato que trae de ella."""
        primer_dato: dict[str, str] = {}
        for nombre, dato in fila.con_algo.items():
            if raiz := self._duenos.get(dato.objeto):
                primer_dato.setdefault(raiz, nombre)
        return primer_dato

    def _listas_de(self, fila: DatosDeFila, ultima_lista: str | None) -> _Listas:
        """Camino más corto hasta lo que la fila trae, por quienes ella u otras nombran."""
        if ultima_lista is None:
            nombradas = self._raices_que_nombra(fila)
            if not nombradas:
                return ()
            self._comprobar_que_es_de_una(fila, nombradas)
            ultima_lista = self._lista_mas_honda(frozenset(nombradas))
        return self._camino_hasta(ultima_lista)

    @clases.recordado
    def _lista_mas_honda(self, nombradas: frozenset[str]) -> str:
        """Lista en que acaba el camino que pasa por más de las raíces nombradas."""
        return max(self._caminos, key=lambda camino: len(_raices(camino) & nombradas))[-1].nombre

    @clases.recordado
    def _camino_hasta(self, lista: str) -> _Listas:
        """Camino que acaba en una lista y pasa por más de las raíces que alguna fila nombra."""
        posibles = [camino for camino in self._caminos if camino[-1].nombre == lista]
        return max(posibles, key=lambda camino: len(_raices(camino) & self._raices_nombradas))

    def _lista_nombrada(self, fila: DatosDeFila) -> str | None:
        """Lista que la fila dice que es la suya; ``None`` si no la dice."""
        lista = fila.con_algo.get(LISTA)
        if lista is not None and lista.valor not in tuple(self._forma.de_filas):
            *primeras, ultima = self._forma.de_filas
            raise _error_de_lugar(lista, f"{', '.join(primeras)} o {ultima}")
        return None if lista is None else str(lista.valor)

    def _comprobar_que_es_de_una(self, fila: DatosDeFila, por_raiz: Mapping[str, str]) -> None:
        """Comprueba que una fila nombra datos de una sola clase; si no, ``_SinLugarError``."""
        raices = dict.fromkeys(self._forma.de_filas.values())
        nombradas = [por_raiz[raiz] for raiz in raices if raiz in por_raiz]
        if len(nombradas) > 1:
            motivo = f"trae {' y '.join(nombradas)}: una fila es de una actividad o de un trámite"
            raise _SinLugarError(Falla("datos_incoherentes", fila.lugar, motivo))

    # ------------------------------------------------------------ cuál es en cada una
    def _identidad_de(self, raiz: str) -> Identidad:
        return self._identidad.get(raiz, _SIN_DECLARAR)

    def _claves_del_camino(self, fila: DatosDeFila, listas: _Listas) -> list[tuple[str, str]]:
        """Clave de la fila en cada lista de su camino: ``[("componentes", "(0, ['2'])")]``."""
        camino: list[tuple[str, str]] = []
        for lista in listas:
            camino.append((lista.nombre, self._clave_en_la_lista(fila, lista.raiz, camino)))
        return camino

    def _clave_en_la_lista(self, fila: DatosDeFila, raiz: str, camino: Camino) -> str:
        """Clave de un objeto en su lista: lo que lo identifica o, sin ello, la que diga su tema."""
        for numero, valores in self._valores_que_identifican(fila, raiz):
            clave = _clave(numero, valores)
            if numero == 0:
                return clave
            otros_nombres = self._otros_nombres.get((repr((camino, raiz)), clave), {})
            if len(otros_nombres) > 1:
                de_varios = ", ".join(sorted(otros_nombres.values()))
                por = self._identidad_de(raiz).por
                otro, primero = por[numero][0], por[0][0]
                motivo = f"{raiz}.{otro} es de {de_varios}: diga {raiz}.{primero} en esta fila"
                raise _SinLugarError(Falla("fila_sin_lugar", fila.lugar, motivo))
            return next(iter(otros_nombres), clave)
        return self._clave_sin_identidad(fila, raiz, camino)

    def _valores_que_identifican(
        self, fila: DatosDeFila, raiz: str
    ) -> Iterator[tuple[int, list[Any]]]:
        """Valores de los campos con que se lo conoce, de los que la fila trae alguno, y cuáles."""
        for numero, campos in enumerate(self._identidad_de(raiz).por):
            datos = [fila.con_algo.get(f"{raiz}.{campo}") for campo in campos]
            if any(datos):
                yield numero, [None if dato is None else dato.valor for dato in datos]

    def _recordar_otros_nombres(self, fila: DatosDeFila, raiz: str) -> None:
        """Recuerda que lo conocido por sus primeros campos lo es también por los que siguen."""
        primero, *siguen = [*self._valores_que_identifican(fila, raiz)] or [(-1, [])]
        if primero[0] != 0 or not siguen:
            return
        with suppress(_SinLugarError):  # se dice al dar su camino
            listas = self._listas_de(fila, self._lista_nombrada(fila))
            camino = self._claves_del_camino(
                fila, listas[: [lista.raiz for lista in listas].index(raiz)]
            )
            for otros in siguen:
                clave = (repr((camino, raiz)), _clave(*otros))
                primeros = self._otros_nombres.setdefault(clave, {})
                primeros.setdefault(_clave(*primero), ", ".join(map(str, primero[1])))

    def _clave_sin_identidad(self, fila: DatosDeFila, raiz: str, camino: Camino) -> str:
        """Clave de lo que no se identifica, por su tema; ``_SinLugarError`` si no es de nadie."""
        si_no = self._identidad_de(raiz).si_no
        if si_no == "nadie":
            motivo = self._motivo_de_lo_que_falta(fila, raiz, camino)
            raise _SinLugarError(Falla("fila_sin_lugar", fila.lugar, motivo))
        if any(dato.startswith(f"{raiz}.") for dato in fila.faltan):
            return repr(fila.lugar)  # otro en cada fila: la falla de todas se dice
        valores = [(dato.nombre, dato.valor) for dato in fila.datos if dato.objeto == raiz]
        if si_no == "otro":
            return self._clave_de_otro(fila, repr((camino, valores)))
        return repr(valores if si_no == "lo_mismo" else None)

    def _motivo_de_lo_que_falta(self, fila: DatosDeFila, raiz: str, camino: Camino) -> str:
        """Motivo de la falla de una fila que no dice de quién es."""
        identidad = self._identidad_de(raiz)
        esperado = identidad.se_espera or " o ".join(
            f"{raiz}.{campo}" for campo, *_ in identidad.por
        )
        if not camino:
            return f"no dice de qué {titulo_de(raiz)} es: se esperaba {esperado}"
        raices_del_camino = {self._forma.listas[lista] for lista, _ in camino}
        nombrado = next(
            nombre
            for otra_raiz, nombre in self._raices_que_nombra(fila).items()
            if otra_raiz not in raices_del_camino
        )
        return f"trae {nombrado} y no dice de qué {titulo_de(raiz)}: se esperaba {esperado}"

    def _clave_de_otro(self, fila: DatosDeFila, valores: str) -> str:
        """Clave del primero de los mismos datos que aún no reporta ese corte.

        Dos sin corte nunca son el mismo: repetida, una actividad está dos veces.
        """
        corte_dicho = fila.con_algo.get(f"{self._forma.de_corte}.corte")
        reporta = any(del_reporte(fila.datos, self._forma))
        corte = (corte_dicho and corte_dicho.valor) or (self._corte if reporta else None)
        vez = (f"{valores} {corte is None}", repr(corte))
        self._veces[vez] += 1
        return f"{vez[0]} {self._veces[vez]}"


def _clave(numero: int, valores: Sequence[Any]) -> str:
    """Clave de unos valores, sin mirar mayúsculas, tildes ni espacios: «R1» y «r1 », la misma."""
    en_comun = [en_plano(valor) if isinstance(valor, str) else valor for valor in valores]
    return repr((numero, en_comun))


def del_reporte(datos: Sequence[Dato], forma: FormaDeFilas) -> list[Dato]:
    """Datos de lo reportado en columnas que no son de un corte; un cero no es un corte."""
    del_corte = (dato for dato in datos if forma.de_corte and dato.objeto == forma.de_corte)
    return [dato for dato in del_corte if dato.valor or dato.nombre != f"{forma.de_corte}.corte"]


def _error_de_lugar(dato: Dato, esperado: str) -> _SinLugarError:
    motivo = f"se esperaba {esperado}, llegó {mostrar(dato.valor)}"
    return _SinLugarError(Falla("dato_invalido", dato.lugar, motivo))


def _raices(camino: _Listas) -> set[str]:
    return {rama.raiz for rama in camino}


def _duenos(forma: FormaDeFilas) -> Iterator[tuple[str, str]]:
    """Raíz de una lista, por cada raíz de lo que va en su fila: ella misma y lo que lleva."""
    juntas_y_ademas = {*forma.juntas.values(), *forma.ademas}
    for raiz in forma.listas.values():
        yield raiz, raiz
        clases = [forma.raices[raiz]]
        while clases:
            for rama in contenidos_de(clases.pop()):
                if rama.raiz in juntas_y_ademas:
                    yield rama.raiz, raiz
                    clases.append(rama.clase)
