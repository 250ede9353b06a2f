"""Cada fila del plan, buscada en orden entre las que se ven."""

import functools
import itertools
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.estructura import Extras
from paac_reportes.formatos.definicion.bloques import LLAMADA, TablaDeFormato
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.recorridos import EXTRAS
from paac_reportes.modelo import Plan
from paac_reportes.modelo.filas import CLAVES, filas_de
from paac_reportes.modelo.recorrer import hallar
from paac_reportes.prueba.certificado import Diferencia
from paac_reportes.prueba.visible import Cuadro, Renglon, Texto, Zona, literal
from paac_reportes.textos.valores import como_texto, numero_escrito

# ------------------------------------------------------------------ filas
# Las filas que se ven en los cuadros de un archivo, con lo que les llega de las de arriba.

_MARCA = re.compile(r"⟦(?:enlace|va a|imagen|título [0-9]+)(?:: [^⟧]*)?⟧")
_SALTO = re.compile(r"\r\n|\r")


@clases.frozen
class Fila:
    """Una fila que se ve: qué dice en cada columna, aunque la celda venga de arriba."""

    cuadro: "Vista"
    numero: int
    textos: dict[int, str]
    empiezan: dict[int, int]
    """En qué fila empieza la celda de cada columna."""


@clases.frozen(eq=False, slots=False)
class Vista:
    """Un cuadro, y la primera fila en que cada columna dice cada texto."""

    cuadro: Cuadro
    primeras: dict[tuple[int, str], int] = attrs.field(factory=dict)

    @functools.cached_property
    def textos(self) -> frozenset[str]:
        """Todos los que dice, sin su columna."""
        return frozenset(texto for _, texto in self.primeras)

    def hay_encima(self, rotulo: str, fila: int, columna: int) -> bool:
        """Si ese rótulo está más arriba en la columna."""
        return self.primeras.get((columna, rotulo), fila) < fila


def en_plano(texto: str) -> str:
    """Sin lo que un formato cambia al escribir: mayúsculas y blancos."""
    return " ".join(texto.casefold().split())


def todo_lo_dicho(zonas: Sequence[Zona]) -> Iterator[str]:
    """Cada texto de unas zonas."""
    for zona in zonas:
        for bloque in zona.bloques:
            if isinstance(bloque, Texto):
                yield _sin_marcas(bloque.texto)
            else:
                yield from (_sin_marcas(c.texto) for fila in bloque.filas for c in fila.values())


def _sin_marcas(texto: str) -> str:
    return _MARCA.sub("", texto).replace("⟦⟦", "⟦") if "⟦" in texto else texto


def filas_vistas(zonas: Sequence[Zona]) -> Iterator[Fila]:
    """Las de todos los cuadros, de arriba abajo."""
    for zona in zonas:
        for bloque in zona.bloques:
            if isinstance(bloque, Cuadro):
                yield from _filas_del_cuadro(Vista(bloque))


def _filas_del_cuadro(vista: Vista) -> Iterator[Fila]:
    vigentes: dict[int, tuple[int, int, str]] = {}
    """Por columna, de qué fila a cuál va la celda y qué dice."""
    for numero, renglon in enumerate(vista.cuadro.filas):
        vigentes = {columna: v for columna, v in vigentes.items() if v[1] > numero}
        for columna, casilla in renglon.items():
            texto = _SALTO.sub("\n", _sin_marcas(casilla.texto))
            vigentes[columna] = numero, numero + casilla.filas, texto
            for cubierta in range(columna, columna + casilla.columnas):
                vista.primeras.setdefault((cubierta, " ".join(texto.split())), numero)
        yield Fila(
            vista,
            numero,
            {columna: texto for columna, (_, _, texto) in vigentes.items() if texto},
            {columna: desde for columna, (desde, _, _) in vigentes.items()},
        )


# ------------------------------------------------------------------ hoja de datos
# La hoja de datos de un libro contra las filas del plan, sin pasar por quien la compuso.

_LETRAS = 32_767
_OCULTA = "⟦columna oculta: "
_CORTE = "seguimiento.corte"


def filas_que_difieren(
    planes: Iterable[Plan], corte: date | None, zonas: Sequence[Zona]
) -> Iterator[Diferencia]:
    """Cada fila de los planes hasta el corte, en su orden y con todos sus datos."""
    cuadros = [bloque for zona in zonas for bloque in zona.bloques if isinstance(bloque, Cuadro)]
    for cuadro in cuadros:
        rotulos = _rotulos(cuadro.filas[0] if cuadro.filas else {})
        if not {"ruta", _CORTE} <= rotulos.keys():
            continue
        esperadas = [fila for plan in planes for fila in _hasta(plan, corte)]
        for numero, fila in enumerate(esperadas, 1):
            hallada = cuadro.filas[numero] if numero < len(cuadro.filas) else {}
            yield from _de_fila(cuadro, numero, fila, hallada, rotulos)
        for numero in range(len(esperadas) + 1, len(cuadro.filas)):
            yield Diferencia(cuadro.lugar_de(numero), None, _dicho(cuadro.filas[numero]))


def _rotulos(fila: Renglon) -> dict[str, int]:
    """La columna de cada clave, esté a la vista u oculta."""
    limpios = ((_sin_ocultar(casilla.texto), columna) for columna, casilla in fila.items())
    return {
        rotulo: columna for rotulo, columna in limpios if rotulo in CLAVES or "extras." in rotulo
    }


def _sin_ocultar(texto: str) -> str:
    dicho = texto.removeprefix(_OCULTA)
    return dicho if dicho == texto else dicho.removesuffix("⟧")


def _hasta(plan: Plan, corte: date | None) -> Iterator[dict[str, Any]]:
    """Las de los cortes hasta ése; de la que no tiene ninguno, una sin seguimiento."""
    filas = filas_de(plan)
    con_alguno = {f["ruta"] for f in filas if _es_de_antes(f, corte)}
    puestas: set[str] = set()
    for fila in filas:
        if _es_de_antes(fila, corte):
            yield fila
        elif fila["ruta"] not in con_alguno and fila["ruta"] not in puestas:
            puestas.add(fila["ruta"])
            yield {k: None if k.startswith("seguimiento.") else v for k, v in fila.items()}


def _es_de_antes(fila: Mapping[str, Any], corte: date | None) -> bool:
    return fila[_CORTE] is not None and (corte is None or fila[_CORTE] <= corte)


def _de_fila(
    cuadro: Cuadro, numero: int, fila: Mapping[str, Any], hallada: Renglon, rotulos: dict[str, int]
) -> Iterator[Diferencia]:
    for clave, valor in fila.items():
        if clave not in rotulos:
            if valor not in (None, "", ()):
                yield Diferencia(f"{cuadro.lugar}, columna {clave}", como_texto(valor), None)
            continue
        columna = rotulos[clave]
        escrito = _sin_ocultar(hallada[columna].texto) if columna in hallada else ""
        if escrito not in _formas(valor):
            yield Diferencia(cuadro.lugar_de(numero, columna), _formas(valor)[0], escrito)


def _formas(valor: Any) -> tuple[str, ...]:
    """Como se ve en su celda; un extra puede ir como texto si en otra fila lo es."""
    if isinstance(valor, tuple):
        valor = "\n".join(valor)
    if isinstance(valor, str):
        return (literal(valor.encode("utf-16-le")[: 2 * _LETRAS].decode("utf-16-le", "ignore")),)
    if isinstance(valor, int | Decimal) and not isinstance(valor, bool):
        return f"{Decimal(valor).normalize():f}".replace(".", ","), como_texto(valor)
    return (como_texto(valor),)


def _dicho(fila: Renglon) -> str:
    return " | ".join(casilla.texto for casilla in fila.values())


# ------------------------------------------------------------------ datos
# Lo que cada fila del plan debe decir en cada tabla del formato, y bajo qué rótulo.

Muestra = Callable[[str, object], bool]
"""Si un dato de un objeto salió, según quien compuso."""

_RECORREN = {
    "actividades": {"actividades", "seguimientos"},
    "tramites": {"tramites", "seguimientos_de_tramites"},
    "intercambios": {"intercambios", "seguimientos_de_tramites"},
}
"""Por lista del plan, los recorridos cuyas filas son las suyas."""


@clases.frozen
class Pedido:
    """Un dato de una fila del plan y la columna del formato que lo muestra."""

    dato: str
    valor: Any
    columna: Columna
    rotulo: str
    """El que se lee encima; nada si se redacta o llama a una nota."""

    @property
    def va_solo(self) -> bool:
        """Si la celda no dice nada más."""
        return len(self.columna.dato) == 1


@clases.frozen
class FilaPedida:
    """Lo que una fila del plan debe decir en una tabla del formato."""

    ruta: str
    tabla: str
    pedidos: tuple[Pedido, ...]

    @property
    def clave(self) -> tuple[str, str]:
        """La tabla y la lista del plan, cuyas filas van en orden."""
        return self.tabla, self.ruta.rpartition(".")[2].partition("[")[0]


def pedidas_de(plan: Plan, formato: Formato, muestra: Muestra) -> Iterator[list[FilaPedida]]:
    """Por cada fila del plan y corte, lo que debe decir en cada tabla que puede mostrarla."""
    for fila in filas_de(plan):
        if fila["lista"] is None:
            continue
        objetos = _objetos_de(plan, fila["ruta"], fila["seguimiento.corte"])
        pedidas = [
            FilaPedida(fila["ruta"], nombre, pedidos)
            for nombre, tabla in formato.tablas.items()
            if any(s.recorre in _RECORREN[fila["lista"]] for s in tabla.secciones)
            and (pedidos := tuple(_pedidos(tabla, objetos, muestra)))
        ]
        if pedidas:
            yield pedidas


def _objetos_de(plan: Plan, ruta: str, corte: object) -> dict[str, Any]:
    """Los de una fila por el nombre de su raíz: ``actividad``, ``subcomponente`` y demás."""
    lugar = hallar(plan, ruta)
    if lugar is None:
        return {}
    suyos = (s for s in lugar.objeto.seguimientos if s.corte == corte)
    return {**lugar.objetos, "seguimiento": next(suyos, None)}


def _pedidos(tabla: TablaDeFormato, objetos: dict[str, Any], muestra: Muestra) -> Iterator[Pedido]:
    for columna in tabla.columnas:
        if columna.marca is not None:
            continue
        rotulo = _rotulo_de(columna)
        for escrito in columna.dato:
            dato = _con_su_raiz(escrito, objetos)
            raiz, _, campo = dato.partition(".")
            objeto = objetos.get(raiz)
            if objeto is None or not muestra(dato, objeto):
                continue
            valor = _valor(objeto, campo)
            if valor not in _EN_BLANCO and not (isinstance(valor, str) and not valor.strip()):
                yield Pedido(dato, valor, columna, rotulo)


def _rotulo_de(columna: Columna) -> str:
    texto = columna.rotulo[-1]
    se_redacta = "{{" in texto or "{%" in texto or LLAMADA.search(texto)
    return "" if se_redacta else " ".join(texto.split())


_EN_BLANCO = (None, "", ())


def _con_su_raiz(dato: str, objetos: dict[str, Any]) -> str:
    """``extras.riesgo`` es de la actividad o el trámite de la fila."""
    if not dato.startswith(f"{EXTRAS}."):
        return dato
    return f"{'tramite' if 'tramite' in objetos else 'actividad'}.{dato}"


def _valor(objeto: Any, campo: str) -> Any:
    nombre, _, resto = campo.partition(".")
    valor = getattr(objeto, nombre, None)
    if isinstance(valor, Extras):
        return valor.get(resto)
    return _valor(valor, resto) if resto and valor is not None else valor


def sueltos_de(plan: Plan, muestra: Muestra) -> Iterator[tuple[str, str]]:
    """Los textos que no son de una fila de la matriz: de la entidad, los cambios y las firmas."""
    duenos: list[tuple[str, str, Any]] = [("entidad", "entidad", plan.entidad)]
    cambios = enumerate(plan.control_cambios)
    duenos += [(f"control_cambios[{n}]", "cambio", uno) for n, uno in cambios]
    duenos += [(f"firmas[{n}]", "firma", uno) for n, uno in enumerate(plan.firmas)]
    for ruta, raiz, objeto in duenos:
        for campo in attrs.fields_dict(type(objeto)):
            valor = getattr(objeto, campo)
            if isinstance(valor, str) and valor.strip() and muestra(f"{raiz}.{campo}", objeto):
                yield f"{ruta}.{campo}", valor


# ------------------------------------------------------------------ busqueda

_SIGUE = re.compile(r"\s*\((?:continúa|cont\.)\)$")
_ZONA = re.compile(r" \([^()]+\)$")
"""Lo que dice un color a quien no lo ve: ``100 (alta)``."""
_CIFRA = re.compile(r"[+−-]?[0-9][0-9.]*(?:,[0-9]+)?")


def datos_fuera_de_lugar(
    plan: Plan, formato: Formato, muestra: Muestra, zonas: Sequence[Zona]
) -> tuple[list[Diferencia], int]:
    """Los datos que se dijo mostrar y no están en su fila, y cuántos se buscaron.

    No usa el documento neutro: recorre el plan, y del formato sólo mira sus columnas.
    """
    buscador = _Buscador(list(filas_vistas(zonas)))
    diferencias: list[Diferencia] = []
    buscados = 0
    for pedidas in pedidas_de(plan, formato, muestra):
        buscados += len({pedido.dato for pedida in pedidas for pedido in pedida.pedidos})
        diferencias += buscador.buscar(pedidas)
    dicho = en_plano(" ".join(todo_lo_dicho(zonas)))
    for ruta, texto in sueltos_de(plan, muestra):
        buscados += 1
        if en_plano(texto) not in dicho:
            diferencias.append(Diferencia(ruta, texto, None))
    return diferencias, buscados


class _Buscador:
    """Las filas que se ven; las de cada tabla del formato se hallan de arriba abajo."""

    def __init__(self, filas: Sequence[Fila]) -> None:
        self._filas = filas
        self._lugares: defaultdict[str, list[int]] = defaultdict(list)
        for lugar, fila in enumerate(filas):
            for texto in set(fila.textos.values()):
                self._lugares[texto].append(lugar)
        self._de_cada_cuadro: list[tuple[Vista, range]] = []
        hasta = 0
        for cuadro, suyas in itertools.groupby(filas, key=lambda fila: fila.cuadro):
            desde, hasta = hasta, hasta + len(list(suyas))
            self._de_cada_cuadro.append((cuadro, range(desde, hasta)))
        self._ultimas: dict[tuple[str, str], tuple[int, str]] = {}
        """De cada tabla y lista del plan, la última fila hallada y de qué ruta es."""

    def buscar(self, pedidas: Sequence[FilaPedida]) -> Iterator[Diferencia]:
        """Lo que de una fila del plan no está entero en ninguna; o está, y no en su orden."""
        dichos: set[str] = set()
        for pedida in pedidas:
            dichos |= self._mas_abajo(pedida, self._con_sus_textos(pedida))
        # Mirarlas todas es lo último: casi siempre un texto suyo dice cuál es.
        for pedida in pedidas:
            if not _datos_de(pedida) <= dichos:
                dichos |= self._mas_abajo(pedida, self._bajo_sus_rotulos(pedida))
        for pedida in pedidas:
            if not _datos_de(pedida) <= dichos:
                dichos |= yield from self._mas_arriba(pedida)
        yield from self._perdidos(pedidas, dichos)

    def _bajo_sus_rotulos(self, pedida: FilaPedida) -> list[range]:
        """Las filas de los cuadros que dicen todos los rótulos que se le piden."""
        rotulos = {pedido.rotulo for pedido in pedida.pedidos if pedido.rotulo}
        return [suyas for cuadro, suyas in self._de_cada_cuadro if rotulos <= cuadro.textos]

    def _perdidos(self, pedidas: Sequence[FilaPedida], dichos: set[str]) -> Iterator[Diferencia]:
        perdidas = [pedida for pedida in pedidas if not _datos_de(pedida) <= dichos]
        incompletas = [(pedida, self._los_que_faltan(pedida)) for pedida in perdidas]
        for pedida, faltan in sorted(incompletas, key=lambda par: len(par[1])):
            for pedido in faltan:
                if pedido.dato not in dichos:
                    donde = f"{pedida.ruta}, {pedido.dato}"
                    yield Diferencia(donde, como_texto(pedido.valor), None)
            dichos |= _datos_de(pedida)

    def _los_que_faltan(self, pedida: FilaPedida) -> list[Pedido]:
        """Los que no están en la fila que dice más de lo pedido."""
        lugares = {lugar for posibles in self._con_sus_textos(pedida) for lugar in posibles}
        faltan = (
            [pedido for pedido in pedida.pedidos if not self._dice(lugar, pedido)]
            for lugar in sorted(lugares)
        )
        return min(faltan, key=len, default=list(pedida.pedidos))

    def _desde(self, pedida: FilaPedida) -> int:
        """La primera fila donde puede estar sin perder el orden."""
        anterior, de_cual = self._ultimas.get(pedida.clave, (-1, ""))
        return anterior + (de_cual != pedida.ruta)

    def _mas_abajo(self, pedida: FilaPedida, listas: Sequence[Sequence[int]]) -> set[str]:
        """Sus datos, si la fila está después de la última hallada; la más cercana."""
        desde = self._desde(pedida)
        cercana = len(self._filas)
        for posibles in listas:
            for lugar in itertools.islice(posibles, bisect_left(posibles, desde), None):
                if lugar >= cercana:
                    break
                if self._lo_dice_todo(lugar, pedida):
                    cercana = lugar
        if cercana == len(self._filas):
            return set()
        self._ultimas[pedida.clave] = cercana, pedida.ruta
        return _datos_de(pedida)

    def _mas_arriba(self, pedida: FilaPedida) -> Generator[Diferencia, None, set[str]]:
        """Sus datos, si la fila está antes de otra que la precede en el plan."""
        desde = self._desde(pedida)
        for posibles in self._con_sus_textos(pedida):
            for lugar in posibles[: bisect_left(posibles, desde)]:
                if self._lo_dice_todo(lugar, pedida):
                    fila, anterior = self._filas[lugar], self._ultimas[pedida.clave][1]
                    yield Diferencia(
                        fila.cuadro.cuadro.lugar_de(fila.numero),
                        f"{pedida.ruta}, después de {anterior}",
                        f"{pedida.ruta}, antes",
                    )
                    return _datos_de(pedida)
        return set()

    def _lo_dice_todo(self, lugar: int, pedida: FilaPedida) -> bool:
        return all(self._dice(lugar, pedido) for pedido in pedida.pedidos)

    def _con_sus_textos(self, pedida: FilaPedida) -> list[list[int]]:
        """Las filas que dicen cada uno de sus textos, el más raro primero.

        El de una celda combinada que sigue en otra página no dice allí todo el suyo: son varias.
        """
        textos = [_escrito(p) for p in pedida.pedidos if p.va_solo and p.columna.numero is None]
        listas = (self._lugares[texto] for texto in textos if texto in self._lugares)
        return sorted(listas, key=len)

    def _dice(self, lugar: int, pedido: Pedido) -> bool:
        fila = self._filas[lugar]
        rotulo = pedido.rotulo
        return any(
            (not rotulo or fila.cuadro.hay_encima(rotulo, fila.numero, columna))
            and self._es_el_dato(lugar, columna, texto, pedido)
            for columna, texto in fila.textos.items()
        )

    def _es_el_dato(self, lugar: int, columna: int, visto: str, pedido: Pedido) -> bool:
        escrito = _escrito(pedido)
        if _SIGUE.search(visto) and visto != escrito:
            return escrito.strip().startswith(_SIGUE.sub("", visto).rstrip("…. "))
        if _lo_dice(visto, escrito, pedido):
            return True
        if pedido.va_solo and not escrito.startswith(visto):
            return False
        # Lo que sigue abajo, hasta pasar de largo.
        largo = 2 * len(escrito) + _LARGO_DE_CELDA
        enteros = itertools.takewhile(
            lambda entero: len(entero) <= largo, self._con_lo_que_sigue(lugar, columna)
        )
        return any(entero == escrito or _junto(entero, escrito, pedido) for entero in enteros)

    def _con_lo_que_sigue(self, lugar: int, columna: int) -> Iterator[str]:
        """Lo que dice una celda con lo que, por no caber, sigue en las de abajo: cada vez más."""
        primera = self._filas[lugar]
        entero = primera.textos.get(columna, "")
        for fila in itertools.islice(self._filas, lugar + 1, None):
            if fila.cuadro is not primera.cuadro:
                return
            if _son_rotulos(fila, primera):
                continue
            if not (_es_continuacion(fila, primera) or fila.textos.keys() == {columna}):
                return
            if fila.empiezan.get(columna) == fila.numero:
                entero += fila.textos.get(columna, "")
                yield entero


_LARGO_DE_CELDA = 32_767


def _lo_dice(visto: str, escrito: str, pedido: Pedido) -> bool:
    """Si una celda dice un dato: tal cual, con otros, redondeado o con el nombre de su color."""
    columna = pedido.columna
    return (
        visto == escrito
        or _junto(visto, escrito, pedido)
        or (columna.numero is not None and _es_el_numero(visto, pedido.valor))
        or (columna.colores == "zona" and _ZONA.sub("", visto) == escrito)
    )


def _junto(visto: str, escrito: str, pedido: Pedido) -> bool:
    return not pedido.va_solo and escrito in visto


def _son_rotulos(fila: Fila, primera: Fila) -> bool:
    """Si la fila repite, en otra página, los rótulos de arriba."""
    suyos = [(c, t) for c, t in fila.textos.items() if fila.empiezan[c] == fila.numero]
    return bool(suyos) and all(
        fila.cuadro.hay_encima(" ".join(texto.split()), primera.numero, columna)
        for columna, texto in suyos
    )


def _es_continuacion(fila: Fila, primera: Fila) -> bool:
    """Si una fila es parte de otra: sus celdas vienen de ella, o dicen que siguen."""
    vienen = any(desde == primera.numero for desde in fila.empiezan.values())
    return vienen or any(_SIGUE.search(texto) for texto in fila.textos.values())


def _datos_de(pedida: FilaPedida) -> set[str]:
    return {pedido.dato for pedido in pedida.pedidos}


def _escrito(pedido: Pedido) -> str:
    valor = pedido.valor
    como: Callable[[object], str] = str if type(valor) is str else como_texto
    return _SALTO.sub("\n", como(valor))


def _es_el_numero(visto: str, valor: object) -> bool:
    """Si lo que se ve es ese número, redondeado a las cifras que muestra."""
    cifra = _CIFRA.search(visto)
    es_numero = isinstance(valor, int | Decimal | str) and not isinstance(valor, bool | Enum)
    suyo = numero_escrito(str(valor)) if es_numero else None
    leido = numero_escrito(cifra[0].replace("−", "-").lstrip("+")) if cifra else None
    if leido is None or suyo is None:
        return False
    decimales = len(cifra[0].partition(",")[2]) if cifra else 0
    return leido == suyo.quantize(Decimal(1).scaleb(-decimales), ROUND_HALF_UP)
