"""Lo que se ve de un libro de Excel: sus hojas, celda por celda, y lo que imprimen alrededor."""

import re
from collections.abc import Iterator, Mapping, Sequence

import attrs

from paac_reportes import clases
from paac_reportes.opc.excel.hoja import COLUMNAS, lugar_de
from paac_reportes.opc.excel.libro import cuenta_desde_1904
from paac_reportes.opc.presupuesto import Presupuesto
from paac_reportes.opc.visto import PREFIJO_DE_MARCA
from paac_reportes.prueba.celdas import Celdas, aspectos_de, textos_de
from paac_reportes.prueba.dibujos import dibujados_de
from paac_reportes.prueba.paquete import Elemento, Paquete, R, S
from paac_reportes.prueba.visible import Casilla, Cuadro, Renglon, Texto, Zona, literal, marca, zona

# ------------------------------------------------------------------ impreso
# El encabezado y el pie que una hoja lleva al imprimirse.

CLASES = {
    "oddHeader": "encabezado impreso",
    "oddFooter": "pie impreso",
    "firstHeader": "encabezado impreso de la primera página",
    "firstFooter": "pie impreso de la primera página",
    "evenHeader": "encabezado impreso de las páginas pares",
    "evenFooter": "pie impreso de las páginas pares",
}
_SE_DISTINGUEN = {"first": "differentFirst", "even": "differentOddEven"}
_LADOS = {"L": "izquierda", "C": "centro", "R": "derecha"}
_CODIGO = re.compile(
    r"&(?:(?P<lado>[LCR])|(?P<campo>[PNDTFAZG])|(?P<y>&)"
    r'|"[^"]*"|[0-9]+|K[0-9A-Fa-f]{6}|[BIUESXYOH])|(?P<letra>.)',
    re.DOTALL,
)
_CAMPOS = {"P": "página", "N": "páginas"}


def zonas_impresas(nombre: str, hoja: Elemento) -> Iterator[Zona]:
    """Lo impreso arriba y abajo de las páginas de una hoja."""
    impreso = hoja.find(f"{S}headerFooter")
    for clase, como in CLASES.items():
        ajuste = _SE_DISTINGUEN.get(clase.removesuffix("Header").removesuffix("Footer"))
        if ajuste and (impreso is None or impreso.get(ajuste, "0") not in {"1", "true"}):
            continue
        clave = "" if impreso is None else impreso.findtext(f"{S}{clase}", "")
        yield zona(f"{como} de la hoja «{nombre}»", lados_de(clave))


def lados_de(clave: str) -> Iterator[Texto]:
    """Lo que dice cada lado, de izquierda a derecha; la letra y su tamaño no se leen."""
    lado, textos = "C", dict.fromkeys(_LADOS, "")
    for codigo in _CODIGO.finditer(clave):
        if codigo["lado"]:
            lado = codigo["lado"]
        elif codigo["campo"]:
            textos[lado] += marca(_CAMPOS.get(codigo["campo"], f"&{codigo['campo']}"))
        else:
            textos[lado] += literal(codigo["letra"] or codigo["y"] or "")
    return (Texto(f"{_LADOS[cual]}: {texto}") for cual, texto in textos.items() if texto.strip())


# ------------------------------------------------------------------ libro

_DESTINO = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]+\$?[0-9]+)(?::.*)?")

Escritas = dict[tuple[int, int], Casilla]
Rango = tuple[tuple[int, int], tuple[int, int]]


def ver_excel(paquete: Paquete) -> tuple[Zona, ...]:
    """Los nombres de las hojas y, por cada una, sus celdas y lo que imprime alrededor."""
    relaciones = paquete.relaciones(paquete.principal)
    de_clase = {relacion.clase: relacion.parte for relacion in relaciones.values()}
    celdas = Celdas(
        textos_de(paquete.xml(de_clase.get("sharedStrings", ""))),
        aspectos_de(paquete.xml(de_clase.get("styles", ""))),
        paquete.presupuesto,
        desde_1904=cuenta_desde_1904(paquete.raiz),
    )
    hojas = {
        uno.get("name", ""): _Hoja.de(paquete, relaciones[uno.get(f"{R}id", "")].parte, uno, celdas)
        for uno in paquete.raiz.iter(f"{S}sheet")
        if uno.get(f"{R}id", "") in relaciones
    }
    nombres = (Texto(hoja.nombre_a_la_vista) for hoja in hojas.values())
    return zona("nombres de las hojas", nombres), *(
        una for hoja in hojas.values() for una in hoja.zonas(paquete, hojas)
    )


@clases.frozen
class _Hoja:
    """Una hoja y lo que dicen sus celdas, sin lo que se pone sobre ellas."""

    nombre: str
    estado: str
    parte: str
    raiz: Elemento = attrs.field(repr=False)
    escritas: Escritas = attrs.field(repr=False)

    @classmethod
    def de(cls, paquete: Paquete, parte: str, uno: Elemento, celdas: Celdas) -> "_Hoja":
        """La de una parte del libro."""
        raiz = paquete.xml(parte)
        escritas = {(fila, columna): casilla for fila, columna, casilla in celdas.de(raiz)}
        nombre, estado = uno.get("name", ""), uno.get("state", "visible")
        return cls(nombre, estado, parte, raiz, _sin_lo_oculto(escritas, raiz))

    @property
    def nombre_a_la_vista(self) -> str:
        """El suyo, o que está oculta."""
        return self.nombre if self.estado == "visible" else marca("hoja oculta", self.nombre)

    def zonas(self, paquete: Paquete, hojas: Mapping[str, "_Hoja"]) -> Iterator[Zona]:
        """Sus celdas con lo que llevan encima, y lo que imprime alrededor."""
        escritas = dict(self.escritas)
        combinadas = [_rango(uno) for uno in self.raiz.iterfind(f"{S}mergeCells/{S}mergeCell")]
        for enlazadas, destino in _enlaces(self.raiz, paquete, self.parte, hojas):
            # El de varias celdas lleva desde cualquiera que diga algo.
            for celda in _las_de(enlazadas, self.escritas) or enlazadas[:1]:
                _agregar(escritas, celda, destino)
        sueltos = []
        for dibujado in dibujados_de(paquete, self.parte, self.escritas):
            if dibujado.lugar is None:
                sueltos.append(Texto(dibujado.texto))
            else:
                _agregar(escritas, _esquina(dibujado.lugar, combinadas), dibujado.texto)
        for rango in combinadas:
            _combinar(escritas, rango)
        lugar = f"hoja «{self.nombre}»"
        yield zona(
            lugar, (Cuadro(lugar, _en_filas(escritas, paquete.presupuesto), de_hoja=True), *sueltos)
        )
        yield from zonas_impresas(self.nombre, self.raiz)


def _agregar(escritas: Escritas, lugar: tuple[int, int], texto: str) -> None:
    casilla = escritas.get(lugar, Casilla(""))
    escritas[lugar] = attrs.evolve(casilla, texto=casilla.texto + texto)


def _sin_lo_oculto(escritas: Escritas, hoja: Elemento) -> Escritas:
    """Lo que está en una fila o una columna oculta se dice; los nombres de filas, no."""
    columnas = {
        columna
        for uno in hoja.iterfind(f"{S}cols/{S}col")
        if _es(uno, "hidden") or uno.get("width") in {"0", "0.0"}
        for columna in range(int(uno.get("min", "1")) - 1, min(int(uno.get("max", "1")), COLUMNAS))
    }
    filas = {
        int(uno.get("r", "0")) - 1
        for uno in hoja.iterfind(f"{S}sheetData/{S}row")
        if _es(uno, "hidden") or uno.get("ht") in {"0", "0.0"}
    }
    if not columnas and not filas:
        return escritas
    vistas: Escritas = {}
    for (fila, columna), casilla in escritas.items():
        como = "fila oculta" if fila in filas else "columna oculta" if columna in columnas else ""
        if columna in columnas and casilla.texto.startswith(PREFIJO_DE_MARCA):
            continue
        texto = marca(como, casilla.texto) if como else casilla.texto
        vistas[fila, columna] = attrs.evolve(casilla, texto=texto)
    return vistas


def _es(elemento: Elemento, que: str) -> bool:
    return elemento.get(que, "0") in {"1", "true"}


def _rango(elemento: Elemento) -> Rango:
    """Las celdas de su ``ref``: la primera y la última."""
    desde, _, hasta = elemento.get("ref", "").partition(":")
    primera = lugar_de(desde) or (0, 0)
    return primera, lugar_de(hasta) or primera


def _esta(lugar: tuple[int, int], rango: Rango) -> bool:
    (fila, columna), ((desde, izquierda), (hasta, derecha)) = lugar, rango
    return desde <= fila <= hasta and izquierda <= columna <= derecha


def _las_de(rango: Rango, escritas: Escritas) -> list[tuple[int, int]]:
    if rango[0] == rango[1]:
        return [rango[0]]
    return [lugar for lugar, casilla in escritas.items() if casilla.texto and _esta(lugar, rango)]


def _esquina(lugar: tuple[int, int], combinadas: Sequence[Rango]) -> tuple[int, int]:
    """La de la celda combinada donde está: una imagen centrada empieza más adentro."""
    return next((rango[0] for rango in combinadas if _esta(lugar, rango)), lugar)


def _enlaces(
    hoja: Elemento, paquete: Paquete, parte: str, hojas: Mapping[str, _Hoja]
) -> Iterator[tuple[Rango, str]]:
    """Qué celdas llevan a otra parte, y a cuál."""
    relaciones = paquete.relaciones(parte)
    for uno in hoja.iterfind(f"{S}hyperlinks/{S}hyperlink"):
        lugar = _rango(uno)
        relacion = relaciones.get(uno.get(f"{R}id", ""))
        if relacion is not None and relacion.externa:
            resto = f"#{uno.get('location')}" if uno.get("location") else ""
            yield lugar, marca("enlace", f"{relacion.parte}{resto}")
        else:
            suya = uno.get("location") or (relacion.parte if relacion else "")
            yield lugar, marca("va a", _texto_en(suya.removeprefix("#"), hojas))


def _texto_en(destino: str, hojas: Mapping[str, _Hoja]) -> str:
    """Lo que dice la celda adonde lleva un enlace del mismo libro."""
    hallado = _DESTINO.fullmatch(destino)
    nombre = ((hallado[1] or "").replace("''", "'") or hallado[2]) if hallado else ""
    lugar = lugar_de(hallado[3]) if hallado else None
    if lugar is None or nombre not in hojas or lugar not in hojas[nombre].escritas:
        return f"#{destino}"
    return hojas[nombre].escritas[lugar].texto


def _combinar(escritas: Escritas, rango: Rango) -> None:
    primera, ultima = rango
    escritas[primera] = attrs.evolve(
        escritas.get(primera, Casilla("")),
        filas=ultima[0] - primera[0] + 1,
        columnas=ultima[1] - primera[1] + 1,
    )


def _en_filas(escritas: Escritas, presupuesto: Presupuesto) -> tuple[Renglon, ...]:
    alto = max((fila for fila, _ in escritas), default=-1) + 1
    presupuesto.gastar("rejilla", alto * (max((c for _, c in escritas), default=-1) + 1))
    filas: list[Renglon] = [{} for _ in range(alto)]
    for fila, columna in sorted(escritas):
        filas[fila][columna] = escritas[fila, columna]
    return tuple(filas)
