"""Un libro nuestro reducido a las filas de su contenido, para compararlo con uno que sabe menos.

De la hoja ``Datos`` no salen las firmas, los contactos ni los textos: emitido otra vez sin ellos,
el libro corta sus páginas en otra parte y da otras cifras. Sus filas son las mismas.
"""

from collections.abc import Iterator, Sequence

import attrs

from paac_reportes.cotejo.visto import es_continuacion, marca_limpia
from paac_reportes.formatos.definicion.esquema import Esquema
from paac_reportes.modelo.filas import FormaDeFilas, forma_de_filas
from paac_reportes.modelo.recorrer import en_largo
from paac_reportes.modelo.temas import tema
from paac_reportes.opc.paquete import ESQUEMA
from paac_reportes.opc.visto import CeldaVista, DocumentoVisto, TablaVista
from paac_reportes.textos.plantillas import variables_escritas

_Fila = tuple[CeldaVista | None, ...]


def solo_filas(visto: DocumentoVisto, esquema: Esquema, otro: Esquema) -> DocumentoVisto:
    """El libro con las filas, los rótulos y los títulos de su contenido, y nada más.

    ``otro`` es el esquema cuyos números quedan llevando las marcas: el de lo emitido otra vez.
    """
    marcas = _Marcas(esquema, otro)
    reducidas = ((parte, tuple(_reducidas(parte.bloques, marcas))) for parte in visto.partes)
    partes = tuple(attrs.evolve(parte, bloques=tablas) for parte, tablas in reducidas if tablas)
    avisos = tuple(aviso for aviso in visto.avisos if aviso.codigo != "imagen_sin_leer")
    del_libro = {n: texto for n, texto in visto.propiedades.items() if n != ESQUEMA}
    return attrs.evolve(
        visto,
        partes=partes,
        encabezados=(),
        encabezados_marcados=(),
        propiedades=del_libro,  # las marcas ya no son las de su esquema
        avisos=avisos,
    )


class _Marcas:
    """Las marcas de un esquema que son de su contenido, con el número que llevan en otro."""

    def __init__(self, esquema: Esquema, otro: Esquema) -> None:
        self._tema = tema(esquema.de)
        self._forma: FormaDeFilas = forma_de_filas(self._tema)
        listas = set(self._forma.listas)
        de_filas = (
            *(
                f"t{numero}"
                for numero, tabla in enumerate(esquema.tablas, 1)
                if tabla in otro.tablas and listas.issuperset(tabla.recorre)
            ),
            *(
                f"x{numero}"
                for numero, titulo in enumerate(esquema.renglones, 1)
                if titulo in otro.renglones and self._es_de_filas(titulo)
            ),
        )
        marcas = esquema.marcas_en(otro)
        self._equivalentes = {marca: marcas[marca] for marca in de_filas}  # ``t2`` → ``t3``

    def _es_de_filas(self, plantillas: Sequence[str]) -> bool:
        """Si lo que unos textos dicen son datos que van en las filas."""
        datos = [dato for plantilla in plantillas for dato in variables_escritas(plantilla)]
        raices = set(self._forma.raices) - {"entidad"}
        return bool(datos) and all(dato.partition(".")[0] in raices for dato in datos)

    def equivalente(self, marca: str) -> str:
        """La marca de unos rótulos o un título en el otro esquema; vacía si no es del contenido."""
        return self._equivalentes.get(marca, "")

    def es_de_fila(self, marca: str) -> bool:
        """Si la marca es de una fila del contenido, y no de sus firmas o su control de cambios."""
        ruta = en_largo(marca.partition("_")[0].rstrip("+"), self._tema.clase)
        return ruta is not None and ruta.partition("[")[0] in self._forma.listas


def _reducidas(bloques: Sequence[object], marcas: _Marcas) -> Iterator[TablaVista]:
    """Las tablas que traen filas del contenido; cada fila, en su sitio."""
    for bloque in bloques:
        if isinstance(bloque, TablaVista):
            reduccion = _Reduccion(bloque, marcas)
            if any(map(marcas.es_de_fila, reduccion.marcas.values())):
                filas = reduccion.filas
                yield attrs.evolve(
                    bloque,
                    filas=tuple(filas.get(n, _en_blanco(f)) for n, f in enumerate(bloque.filas)),
                    marcas=reduccion.marcas,
                    formulas=frozenset(f for f in bloque.formulas if f[0] in filas),
                )


def _en_blanco(fila: _Fila) -> _Fila:
    return (None,) * len(fila)


class _Reduccion:
    """Las filas que quedan de una tabla, de arriba abajo."""

    def __init__(self, tabla: TablaVista, marcas: _Marcas) -> None:
        self.filas: dict[int, _Fila] = {}
        self.marcas: dict[int, str] = {}
        self._marcas = marcas
        self._rotulos = ""
        """La marca de los rótulos de las filas que se leen; vacía si no son del contenido."""
        self._titulos: dict[str, _Fila] = {}
        """Por la marca de un título, el último: en cada página sale otra vez."""
        self._encima: _Fila = ()  # la última fila, con sus textos enteros
        self._iguales: dict[int, CeldaVista] = {}
        ultima = ""
        for numero, fila in enumerate(tabla.filas):
            marca = marca_limpia(tabla.marcas.get(numero, ""))
            if marca.startswith("t"):
                self._tomar_rotulos(numero, fila, marca, seguida=ultima == marca)
            elif marca.startswith("x"):
                self._tomar_titulo(numero, fila, marca)
            elif self._rotulos and marcas.es_de_fila(marca):
                self._poner(numero, self._con_textos_enteros(fila), tabla.marcas[numero])
            ultima = marca

    def _poner(self, numero: int, fila: _Fila, marca: str) -> None:
        self.filas[numero], self.marcas[numero] = fila, marca

    def _tomar_rotulos(self, numero: int, fila: _Fila, marca: str, *, seguida: bool) -> None:
        """Toma unos rótulos; los que salen otra vez en cada página no dicen nada."""
        equivalente = self._marcas.equivalente(marca)
        if equivalente and (equivalente != self._rotulos or (seguida and numero - 1 in self.filas)):
            self._poner(numero, fila, equivalente)
        self._rotulos = equivalente

    def _tomar_titulo(self, numero: int, fila: _Fila, marca: str) -> None:
        """Toma un título; el que se repite en otra página no dice nada."""
        equivalente = self._marcas.equivalente(marca)
        if equivalente and not _repite(fila, self._titulos.get(equivalente)):
            self._titulos[equivalente] = fila
            self._rotulos = ""
            self._poner(numero, fila, equivalente)

    def _con_textos_enteros(self, fila: _Fila) -> _Fila:
        """La fila, con el texto entero en la celda que sigue de la página anterior."""
        encima = (*self._encima, *_en_blanco(fila))
        self._encima = tuple(map(self._entera, fila, encima[: len(fila)]))
        return self._encima

    def _entera(self, celda: CeldaVista | None, encima: CeldaVista | None) -> CeldaVista | None:
        """La celda, o la que dice lo de encima si sólo sigue de ella."""
        if celda is None or encima is None or id(celda) in self._iguales:
            return celda and self._iguales.get(id(celda), celda)
        if not es_continuacion(celda.texto, encima.texto):
            return celda
        return self._iguales.setdefault(id(celda), attrs.evolve(celda, texto=encima.texto))


def _repite(fila: _Fila, otra: _Fila | None) -> bool:
    """Si una fila de título repite otra, o dice que sigue de ella."""
    if otra is None:
        return False
    textos = [[celda.texto if celda else "" for celda in f] for f in (fila, otra)]
    return all(a == b or es_continuacion(a, b) for a, b in zip(*textos, strict=False))
