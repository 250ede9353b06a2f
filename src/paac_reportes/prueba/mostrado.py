"""Los datos que se dijo mostrar, en la fila y la columna del documento que son suyas.

Recorre el plan, y del formato sólo mira qué columnas tiene y con qué rótulos: si se compuso mal, lo
escrito es fiel a lo mal compuesto, y sólo así se nota.
"""

import re
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
from paac_reportes.formatos.definicion.columnas import Columna, al_final_del_piso
from paac_reportes.formatos.definicion.filas import EXTRAS
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.recorridos import RECORRIDOS
from paac_reportes.maqueta.contenido import Contenido as DeCelda
from paac_reportes.maqueta.contenido import solo_texto
from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.hojas_de_datos import HojaDeDatos
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.modelo.filas import CLAVES, LISTA, LISTAS_DE_FILAS, filas_de
from paac_reportes.modelo.recorrer import hallar
from paac_reportes.modelo.temas import Contenido
from paac_reportes.prueba.certificado import Diferencia
from paac_reportes.textos.valores import como_texto, numero_escrito

# ------------------------------------------------------------------ lo pedido
# Lo que cada fila del plan debe decir en cada tabla del formato, y bajo qué rótulo.

Muestra = Callable[[str, object], bool]
"""Si un dato de un objeto salió, según quien compuso."""

_RECORREN = {
    lista: {n for n, r in RECORRIDOS.items() if lista in r.listas and r.cada != "evidencia"}
    for lista in LISTAS_DE_FILAS
}
"""Por lista del plan, los recorridos cuyas filas son las suyas."""


@clases.frozen
class DatoPedido:
    """Un dato de una fila del plan y la columna del formato que lo muestra."""

    dato: str
    valor: Any
    columna: Columna
    rotulo: str
    """El que se lee encima; nada si se redacta o llama a una nota."""


@clases.frozen
class FilaPedida:
    """Lo que una fila del plan debe decir en una tabla del formato."""

    ruta: str
    marca: str
    """La que llevan en el documento las filas que son suyas."""
    tabla: str
    datos_pedidos: tuple[DatoPedido, ...]

    @property
    def clave(self) -> tuple[str, str]:
        """La tabla y la lista del plan, cuyas filas van en orden."""
        return self.tabla, self.ruta.rpartition(".")[2].partition("[")[0]

    @property
    def datos(self) -> set[str]:
        """Los que pide."""
        return {pedido.dato for pedido in self.datos_pedidos}


def _filas_pedidas(
    contenido: Contenido, formato: Formato, muestra: Muestra
) -> Iterator[list[FilaPedida]]:
    """Por cada fila del plan y corte, lo que debe decir en cada tabla que puede mostrarla."""
    for fila in filas_de(contenido):
        if fila.get(LISTA) is None:
            continue
        lugar = hallar(contenido, fila["ruta"])
        if lugar is None:
            continue
        seguimientos_del_corte = (s for s in lugar.objeto.seguimientos if s.corte == fila[_CORTE])
        objetos = {**lugar.objetos, "seguimiento": next(seguimientos_del_corte, None)}
        filas_pedidas = [
            FilaPedida(fila["ruta"], lugar.breve, nombre, datos_pedidos)
            for nombre, tabla in formato.tablas.items()
            if any(s.recorre in _RECORREN[fila["lista"]] for s in tabla.secciones)
            and (datos_pedidos := tuple(_datos_pedidos(tabla, objetos, muestra)))
        ]
        if filas_pedidas:
            yield filas_pedidas


def _datos_pedidos(
    tabla: TablaDeFormato, objetos: dict[str, Any], muestra: Muestra
) -> Iterator[DatoPedido]:
    for columna in tabla.columnas:
        if columna.marca is not None:
            continue
        rotulo = _rotulo_de(columna)
        for dato_escrito in columna.dato:
            dato = _con_su_raiz(dato_escrito, objetos)
            raiz, _, campo = dato.partition(".")
            objeto = objetos.get(raiz)
            if objeto is None or not muestra(dato, objeto):
                continue
            valor = _valor(objeto, campo)
            if valor not in _EN_BLANCO and not (isinstance(valor, str) and not valor.strip()):
                yield DatoPedido(dato, valor, columna, rotulo)


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


# ------------------------------------------------------------------ las filas


def datos_fuera_de_lugar(
    contenido: Contenido, formato: Formato, muestra: Muestra, documento: Documento
) -> Iterator[Diferencia]:
    """Los datos que se dijo mostrar y no están en su fila, o están en una fuera de su orden."""
    filas = _FilasMarcadas(documento)
    for filas_pedidas in _filas_pedidas(contenido, formato, muestra):
        yield from filas.buscar(filas_pedidas)


@clases.frozen
class _ColumnasDeTabla:
    """Las columnas de una tabla: lo que dicen de arriba abajo, y los rótulos de cada una."""

    columnas: tuple[Sequence[DeCelda], ...]
    rotulos: tuple[frozenset[str], ...]

    @classmethod
    def de(cls, tabla: Tabla) -> "_ColumnasDeTabla":
        """Las de una."""
        encima = tabla.columnas_de_rotulos if tabla.rotulos else ()
        return cls(
            tuple(columna.contenidos for columna in tabla.columnas),
            tuple(frozenset(map(_llano, columna.contenidos)) for columna in encima),
        )


def _llano(contenido: DeCelda) -> str:
    return " ".join(solo_texto(contenido).split())


class _FilasMarcadas:
    """Las de todas las tablas, por la marca que dice de qué fila del plan son."""

    def __init__(self, documento: Documento) -> None:
        self._filas: list[tuple[_ColumnasDeTabla, int]] = []
        self._de_cada: defaultdict[str, list[int]] = defaultdict(list)
        self._ultimas: dict[tuple[str, str], tuple[int, str]] = {}
        """De cada tabla y lista del plan, la última fila hallada y de qué ruta es."""
        for tabla in (b for parte in documento.partes for b in parte.bloques):
            if isinstance(tabla, Tabla) and tabla.filas:
                columnas = _ColumnasDeTabla.de(tabla)
                for numero, marca in enumerate(tabla.filas.marcas):
                    self._de_cada[marca.partition("_p")[0]].append(len(self._filas))
                    self._filas.append((columnas, numero))

    def buscar(self, filas_pedidas: Sequence[FilaPedida]) -> Iterator[Diferencia]:
        """Lo que de una fila del plan no está entero en ninguna; o está, y no en su orden."""
        datos_dichos: set[str] = set()
        for fila_pedida in filas_pedidas:
            if not fila_pedida.datos <= datos_dichos:
                datos_dichos |= yield from self._en_su_fila(fila_pedida)
        faltan = [
            (p, self._los_que_faltan(p)) for p in filas_pedidas if not p.datos <= datos_dichos
        ]
        for fila_pedida, datos_que_faltan in sorted(faltan, key=lambda par: len(par[1])):
            for dato_pedido in datos_que_faltan:
                if dato_pedido.dato not in datos_dichos:
                    donde = f"{fila_pedida.ruta}, {dato_pedido.dato}"
                    yield Diferencia(donde, como_texto(dato_pedido.valor), None)
            datos_dichos |= fila_pedida.datos

    def _posibles(self, fila_pedida: FilaPedida) -> list[int]:
        """Las que llevan su marca; las que no llevan ninguna, si la suya no se sabe cuál es."""
        return self._de_cada.get(fila_pedida.marca) or self._de_cada.get("", [])

    def _en_su_fila(self, fila_pedida: FilaPedida) -> Generator[Diferencia, None, set[str]]:
        """Sus datos, si alguna de sus filas los dice todos."""
        dicen = [
            lugar
            for lugar in self._posibles(fila_pedida)
            if all(self._dice(lugar, pedido) for pedido in fila_pedida.datos_pedidos)
        ]
        if not dicen:
            return set()
        anterior, de_cual = self._ultimas.get(fila_pedida.clave, (-1, ""))
        desde = anterior + (de_cual != fila_pedida.ruta)
        en_orden = next((lugar for lugar in dicen if lugar >= desde), None)
        if en_orden is None:
            yield Diferencia(
                f"{fila_pedida.ruta}, en su tabla", f"después de {de_cual}", f"antes de {de_cual}"
            )
        else:
            self._ultimas[fila_pedida.clave] = en_orden, fila_pedida.ruta
        return fila_pedida.datos

    def _los_que_faltan(self, fila_pedida: FilaPedida) -> list[DatoPedido]:
        """Los que no están en la fila que dice más de lo pedido."""
        faltan = (
            [pedido for pedido in fila_pedida.datos_pedidos if not self._dice(lugar, pedido)]
            for lugar in self._posibles(fila_pedida)
        )
        return min(faltan, key=len, default=list(fila_pedida.datos_pedidos))

    def _dice(self, lugar: int, dato_pedido: DatoPedido) -> bool:
        columnas, fila = self._filas[lugar]
        for numero, contenidos in enumerate(columnas.columnas):
            if _lo_dice(_SALTO.sub("\n", solo_texto(contenidos[fila])), dato_pedido):
                encima = columnas.rotulos[numero] if columnas.rotulos else ()
                if not dato_pedido.rotulo or _rotulan(encima, dato_pedido.rotulo):
                    return True
        return False


def _rotulan(encima: Iterable[str], rotulo: str) -> bool:
    """Si alguno es ese; o si lo dice al final, donde quedó con el que lo abarcaba en un piso."""
    en_su_piso = al_final_del_piso(rotulo)
    return any(escrito == rotulo or escrito.endswith(en_su_piso) for escrito in encima)


_SALTO = re.compile(r"\r\n|\r")
_ZONA = re.compile(r" \([^()]+\)$")
"""Lo que dice un color a quien no lo ve: ``100 (alta)``."""
_CIFRA = re.compile(r"[+−-]?[0-9][0-9.]*(?:,[0-9]+)?")


def _lo_dice(texto: str, dato_pedido: DatoPedido) -> bool:
    """Si una celda dice un dato: tal cual, con otros, redondeado o con el nombre de su color."""
    columna, valor = dato_pedido.columna, dato_pedido.valor
    valor_escrito = _SALTO.sub("\n", valor if type(valor) is str else como_texto(valor))
    return (
        texto == valor_escrito
        or (len(columna.dato) > 1 and valor_escrito in texto)
        or (columna.numero is not None and _es_el_numero(texto, valor))
        or (columna.colores == "zona" and _ZONA.sub("", texto) == valor_escrito)
    )


def _es_el_numero(texto: str, valor: object) -> bool:
    """Si lo que se ve es ese número, redondeado a las cifras que muestra."""
    cifra = _CIFRA.search(texto)
    es_numero = isinstance(valor, int | Decimal | str) and not isinstance(valor, bool | Enum)
    numero_debido = numero_escrito(str(valor)) if es_numero else None
    numero_leido = numero_escrito(cifra[0].replace("−", "-").lstrip("+")) if cifra else None
    if numero_leido is None or numero_debido is None:
        return False
    decimales = len(cifra[0].partition(",")[2]) if cifra else 0
    return numero_leido == numero_debido.quantize(Decimal(1).scaleb(-decimales), ROUND_HALF_UP)


# ------------------------------------------------------------------ los sueltos


def sueltos_que_faltan(
    contenido: Contenido, muestra: Muestra, textos: Iterable[str]
) -> Iterator[Diferencia]:
    """Los textos que no son de una fila (la entidad, los cambios, las firmas) y nadie dice."""
    texto_del_documento = _en_plano(" ".join(textos))
    for ruta, texto in _sueltos(contenido, muestra):
        if _en_plano(texto) not in texto_del_documento:
            yield Diferencia(ruta, texto, None)


def _sueltos(contenido: Contenido, muestra: Muestra) -> Iterator[tuple[str, str]]:
    duenos: list[tuple[str, str, Any]] = [("entidad", "entidad", contenido.entidad)]
    cambios = enumerate(contenido.control_cambios)
    duenos += [(f"control_cambios[{n}]", "cambio", uno) for n, uno in cambios]
    duenos += [(f"firmas[{n}]", "firma", uno) for n, uno in enumerate(contenido.firmas)]
    for ruta, raiz, objeto in duenos:
        for campo in attrs.fields_dict(type(objeto)):
            valor = getattr(objeto, campo)
            if isinstance(valor, str) and valor.strip() and muestra(f"{raiz}.{campo}", objeto):
                yield f"{ruta}.{campo}", valor


def _en_plano(texto: str) -> str:
    """Sin lo que un formato cambia al escribir: mayúsculas y blancos."""
    return " ".join(texto.casefold().split())


# ------------------------------------------------------------------ hoja de datos


def filas_que_difieren(
    contenidos: Iterable[Contenido], corte: date | None, hojas: Iterable[HojaDeDatos]
) -> Iterator[Diferencia]:
    """Cada fila de los contenidos hasta el corte, en su orden y con todos sus datos."""
    for hoja in hojas:
        claves = {columna.clave: n for n, columna in enumerate(hoja.columnas)}
        lugares = {c: n for c, n in claves.items() if c in CLAVES or "extras." in c}
        if not {"ruta", _CORTE} <= lugares.keys():
            continue
        lugar = f"hoja «{hoja.nombre}»"
        esperadas = [fila for contenido in contenidos for fila in _hasta(contenido, corte)]
        if len(esperadas) != len(hoja.filas):
            yield Diferencia(lugar, f"{len(esperadas)} filas", f"{len(hoja.filas)} filas")
        for fila, fila_de_la_hoja in zip(esperadas, hoja.filas, strict=False):
            for clave, valor in fila.items():
                guarda = fila_de_la_hoja[lugares[clave]] if clave in lugares else None
                esperado = "\n".join(valor) if isinstance(valor, tuple) else valor
                if _como_se_ve(guarda) not in (_como_se_ve(esperado), como_texto(esperado)):
                    donde = f"{lugar}, {fila['ruta']}, columna {clave}"
                    yield Diferencia(
                        donde, _como_se_ve(esperado) or None, _como_se_ve(guarda) or None
                    )


def _hasta(contenido: Contenido, corte: date | None) -> Iterator[dict[str, Any]]:
    """Las de los cortes hasta ése; de la que no tiene ninguno, una sin seguimiento."""
    filas = filas_de(contenido)
    con_alguno = {f["ruta"] for f in filas if _es_de_antes(f, corte)}
    rutas_puestas: set[str] = set()
    for fila in filas:
        if _es_de_antes(fila, corte):
            yield fila
        elif fila["ruta"] not in con_alguno and fila["ruta"] not in rutas_puestas:
            rutas_puestas.add(fila["ruta"])
            yield {k: None if k.startswith("seguimiento.") else v for k, v in fila.items()}


_CORTE = "seguimiento.corte"


def _es_de_antes(fila: Mapping[str, Any], corte: date | None) -> bool:
    return fila[_CORTE] is not None and (corte is None or fila[_CORTE] <= corte)


def _como_se_ve(valor: Any) -> str:
    """Como se ve en su celda."""
    if isinstance(valor, str) or valor is None:
        return valor or ""
    if isinstance(valor, int | Decimal) and not isinstance(valor, bool):
        return f"{Decimal(valor).normalize():f}".replace(".", ",")
    return como_texto(valor)
