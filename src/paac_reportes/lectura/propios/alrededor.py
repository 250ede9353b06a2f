"""Lo que un documento dice alrededor de sus tablas.

Primero lo del documento entero: la entidad, la vigencia y el corte (``entorno_de``), y los textos
del formato que los dicen. Luego lo de cada tabla: de qué parte del plan es, según los títulos y las
franjas que la preceden (``contexto_de``). Para los dos, ``alinear`` halla qué texto del formato
escribió cada uno de los que se ven, que van en el mismo orden.
"""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.definicion.bloques import (
    POR_LLENAR,
    BloqueDatos,
    BloqueParrafo,
    BloqueTabla,
    BloqueTitulo,
)
from paac_reportes.formatos.definicion.esquema import Esquema
from paac_reportes.formatos.definicion.formato import Formato, bloques_de_pagina
from paac_reportes.formatos.definicion.pagina import BloqueDePagina
from paac_reportes.lectura.propios.escondido import sin_lo_demas
from paac_reportes.lectura.propios.esperado import (
    BloqueConTablas,
    DocumentoEsperado,
    TablaEsperada,
    dice,
    lectura_probable,
    molde,
)
from paac_reportes.lectura.propios.tablas import Linea, TablaHallada, TablasHalladas
from paac_reportes.modelo.recorrer import contenidos_de
from paac_reportes.modelo.temas import Tema, tema
from paac_reportes.normativa.identificadores import departamentos
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.textos.inversa import Molde, Valores
from paac_reportes.textos.nombres import en_frase

_NOMBRE, _DEPARTAMENTO = "entidad.nombre", "entidad.departamento"
_ENTIDAD = "entidad."
_TITULAR = "titular"
_PALABRA = re.compile(r"\S+")
_VALEN_MAS = {"entidad.nombre": 0.05, "entidad.sitio_web": 0.04, "entidad.correo": 0.04}
"""Letras que vale de más lo que siempre está o no se confunde con otro dato."""
_PRIMERAS = 40
"""Las líneas donde está lo que abre un documento."""


@clases.frozen
class SinDistinguir:
    """Un texto que cambió tanto que en él ya no se distinguen unos datos."""

    texto: str
    datos: frozenset[str]
    lugar: str

    def aviso(self) -> Aviso:
        """El aviso de que esos datos no se distinguen."""
        faltan = ", ".join(sorted(self.datos))
        motivo = f"{mostrar(self.texto)} no es como se escribió: no se distingue {faltan}"
        return Aviso("lectura_dudosa", self.lugar, motivo)


@attrs.define
class Entorno:
    """Lo leído fuera de las tablas."""

    raices: frozenset[str]
    """Las raíces con que se nombra lo que es de todo el contenido, además de su entidad."""
    entidad: dict[str, Any] = attrs.Factory(dict)
    de_las_raices: dict[str, Any] = attrs.Factory(dict)
    """Lo que se dice de esas raíces, por su camino: ``plan.responsable``."""
    vigencia: int | None = None
    corte: date | None = None
    palabras: tuple[int, ...] = ()
    """Las del nombre de la entidad y las de su departamento, si el documento las cuenta."""
    conocido: str | None = None
    """El nombre de la entidad cuyo es el formato, si es de una."""
    dudoso: str | None = None
    """El texto donde no se sabe dónde termina el nombre."""
    sin_distinguir: list[SinDistinguir] = attrs.Factory(list)

    def avisos(self) -> Iterator[Aviso]:
        """Los datos que no se distinguen en su texto, si ningún otro los dice."""
        for duda in self.sin_distinguir:
            if faltan := {dato for dato in duda.datos if self._falta(dato)}:
                yield attrs.evolve(duda, datos=frozenset(faltan)).aviso()
        if self.dudoso is not None:
            motivo = f"no se sabe si {self.dudoso!r} termina con su departamento"
            yield Aviso("lectura_dudosa", "entidad", motivo)

    def _falta(self, dato: str) -> bool:
        """Si es de los que aquí se anotan, y ni se sabe ni se dice ya que es dudoso."""
        raiz, _, campo = dato.partition(".")
        if dato == _DEPARTAMENTO and self.dudoso is not None:
            return False
        if raiz == "entidad":
            return campo not in self.entidad
        sueltos = {"vigencia": self.vigencia, "corte": self.corte}
        if dato in sueltos:
            return sueltos[dato] is None
        return raiz in self.raices and dato not in self.de_las_raices

    def anotar(self, valores: Valores) -> None:
        """Anota lo que un texto dice, si no se sabía."""
        for camino, valor in valores.items():
            if camino.startswith(_ENTIDAD):
                self.entidad.setdefault(camino.removeprefix(_ENTIDAD), valor)
            elif camino == "vigencia":
                self.vigencia = self.vigencia or valor
            elif camino == "corte" and isinstance(valor, date):
                self.corte = self.corte or valor
            elif camino == _TITULAR:
                self.entidad.setdefault(_TITULAR, valor)
            elif camino.partition(".")[0] in self.raices:
                self.de_las_raices.setdefault(camino, valor)


def entorno_de(
    documento: DocumentoVisto,
    hallazgo: TablasHalladas,
    esperado: DocumentoEsperado,
    esquema: Esquema | None,
) -> Entorno:
    """La entidad, la vigencia y el corte que dice un documento."""
    entidad = esperado.formato.entidad
    entorno = Entorno(
        frozenset(de_todo_el_contenido(tema(esperado.formato.de))),
        palabras=esquema.entidad if esquema else (),
        conocido=entidad.nombre if entidad else None,
    )
    for tabla in hallazgo.tablas:
        for columna in tabla.encaje.columnas:
            entorno.anotar(columna.valores)
    _anotar_con_marca(_textos_con_marca(documento, hallazgo, esperado), entorno)
    renglones = esperado.renglones.keys()
    if renglones.isdisjoint(sin_lo_demas(marca) for marca, _ in documento.encabezados_marcados):
        _anotar_alineados(
            documento.encabezados, _de_los_margenes(documento, esperado.formato), entorno
        )
    sin_marcas = renglones.isdisjoint(linea.marca for linea in hallazgo.fuera)
    if sin_marcas or "nombre" not in entorno.entidad:
        _anotar_sin_marcas(documento, hallazgo, esperado, entorno)
    titular = entorno.entidad.pop(_TITULAR, None)
    if titular is not None:
        entorno.entidad.setdefault("nombre", titular)
    nombre = entorno.entidad.get("nombre", "")
    if esquema and esquema.en_mayusculas and en_frase(nombre.upper()) == nombre:
        entorno.entidad["nombre"] = nombre.upper()
    return entorno


def de_todo_el_contenido(tema_del_contenido: Tema) -> dict[str, str]:
    """Por su raíz, las listas que tienen un objeto por corte; la del contenido, sin lista."""
    if not tema_del_contenido.raiz:
        return {}
    por_corte = {
        rama.raiz: rama.nombre
        for rama in contenidos_de(tema_del_contenido.clase)
        if rama.es_lista and "corte" in attrs.fields_dict(rama.clase)
    }
    return {tema_del_contenido.raiz: "", **por_corte}


def _anotar_con_marca(textos: Iterable[tuple[Molde, str, str]], entorno: Entorno) -> None:
    """Anota lo que dice cada texto; al final, lo de aquellos en que ya no se distingue todo."""
    cambiados: list[Valores] = []
    for plantilla, texto, lugar in textos:
        if texto == POR_LLENAR or not texto.strip():
            continue
        valores = _lectura_mas_probable(plantilla, texto, entorno)
        se_lee = lectura_probable(plantilla, texto) is not None
        if faltan := plantilla.faltan_en(valores if se_lee else None):
            cambiados.append(valores)
            entorno.sin_distinguir.append(SinDistinguir(texto, faltan, lugar))
        else:
            entorno.anotar(valores)
    for valores in cambiados:
        entorno.anotar(valores)


def _textos_con_marca(
    documento: DocumentoVisto, hallazgo: TablasHalladas, esperado: DocumentoEsperado
) -> Iterator[tuple[Molde, str, str]]:
    """Cada plantilla con el texto que escribió, según las marcas, y su lugar: primero el cuerpo."""
    renglones = esperado.renglones
    de_pagina = {
        tuple(celda.texto for celda in fila if celda.texto)
        for bloque in bloques_de_pagina(esperado.formato).values()
        for fila in bloque.filas
    }
    de_margen = [("", *marcado) for marcado in documento.encabezados_marcados]
    veces = Counter[str]()
    for linea in hallazgo.fuera:
        moldes = renglones.get(linea.marca, ())
        veces[linea.marca] += 1
        if not moldes or veces[linea.marca] > _VECES_DE_UN_RENGLON:
            continue
        if tuple(de_celda.plantilla for de_celda in moldes if de_celda.plantilla) in de_pagina:
            de_margen.append((linea.lugar, linea.marca, tuple(_textos_de(linea))))
        else:
            yield from ((*pareja, linea.lugar) for pareja in _parejas(_textos_de(linea), moldes))
    for lugar, marca, textos in de_margen:
        moldes = renglones.get(sin_lo_demas(marca), ())
        yield from ((*pareja, lugar) for pareja in _parejas(textos, moldes))


_VECES_DE_UN_RENGLON = 12
"""Las que se mira un mismo renglón: el encabezado de cada hoja dice lo que el de la primera."""
_CELDAS_DE_UN_RENGLON = 64
"""Las de una fila que se comparan con sus plantillas."""


def _textos_de(linea: Linea) -> list[str]:
    """Los textos de una línea, celda por celda, también las que están en blanco."""
    if linea.texto is not None:
        return [linea.texto.texto]
    return [celda.texto for celda in linea.celdas if celda.fila == linea.fila]


def _parejas(textos: Sequence[str], moldes: Sequence[Molde]) -> Iterator[tuple[Molde, str]]:
    """Los textos de una fila y sus plantillas, en su orden.

    Si alguien puso o quitó una celda, sólo si los rótulos, que son fijos, son los que eran.
    """
    if len(textos) != len(moldes):
        textos = [*filter(None, textos)]
        moldes = [de_celda for de_celda in moldes if de_celda.plantilla]
    if len(textos) == len(moldes):
        yield from zip(moldes, textos, strict=True)
        return
    if max(len(textos), len(moldes)) > _CELDAS_DE_UN_RENGLON:
        return

    def casar(texto: int, plantilla: int) -> tuple[Valores, float] | None:
        return lectura_probable(moldes[plantilla], textos[texto])

    parejas = alinear(len(textos), len(moldes), casar)
    emparejados = {pareja.plantilla for pareja in parejas}
    if all(numero in emparejados for numero, de_celda in enumerate(moldes) if de_celda.fijo):
        yield from ((moldes[pareja.plantilla], textos[pareja.texto]) for pareja in parejas)


def _anotar_sin_marcas(
    documento: DocumentoVisto,
    hallazgo: TablasHalladas,
    esperado: DocumentoEsperado,
    entorno: Entorno,
) -> None:
    """Anota lo que dice el documento entero, donde no hay marcas que digan qué es cada texto.

    Se sabe por los rótulos de las fichas y por el orden en que va lo demás.
    """
    fichas = list(_fichas(esperado))
    for rotulo, valor in _textos_vecinos(hallazgo.fuera):
        for molde_del_rotulo, molde_del_valor in fichas if valor != POR_LLENAR else ():
            if dice(molde_del_rotulo, rotulo):
                entorno.anotar(_lectura_mas_probable(molde_del_valor, valor, entorno))
    # Lo que va antes de la primera tabla, que es donde se dice de quién es el documento.
    comienzo = hallazgo.tablas[0].antes[:_PRIMERAS]
    primeras = [texto for linea in comienzo for texto in _textos_de(linea) if texto]
    arriba = _moldes_del_encabezado_en_celdas(esperado.formato) if documento.tipo == "xlsx" else []
    _anotar_alineados(primeras, [*arriba, *_antes_de_las_tablas(esperado)], entorno)
    _anotar_parrafos(hallazgo, esperado, entorno)


def _anotar_parrafos(
    hallazgo: TablasHalladas, esperado: DocumentoEsperado, entorno: Entorno
) -> None:
    """Lo que los párrafos sueltos dicen de todo el contenido: quién hizo el seguimiento."""
    moldes = [
        parrafo
        for bloque in (esperado.cuerpo if entorno.raices else ())
        if isinstance(bloque, BloqueParrafo)
        for parrafo in (molde(bloque.texto),)
        if any(
            h.camino.partition(".")[0] in entorno.raices for f in parrafo.formas for h in f.huecos
        )
        and _se_distingue(parrafo)
    ]
    for linea, parrafo in itertools.product(hallazgo.fuera if moldes else (), moldes):
        lectura = lectura_probable(parrafo, linea.solitario or "")
        entorno.anotar(lectura[0] if lectura else {})


def _textos_vecinos(lineas: Sequence[Linea]) -> Iterator[tuple[str, str]]:
    """Cada texto de una fila con el de su derecha: ``("Vigencia", "2026")``."""
    for linea in lineas:
        celdas = [c for c in linea.celdas if c.fila == linea.fila]
        for rotulo, valor in itertools.pairwise(celdas):
            if rotulo.texto and valor.texto:
                yield rotulo.texto, valor.texto


def _anotar_alineados(textos: Sequence[str], moldes: Sequence[Molde], entorno: Entorno) -> None:
    """Los textos y las plantillas que los escribieron, en el mismo orden."""

    def casar(texto: int, plantilla: int) -> tuple[Valores, float] | None:
        lectura = lectura_probable(moldes[plantilla], textos[texto])
        return lectura and (
            lectura[0],
            lectura[1] + sum(_VALEN_MAS.get(camino, 0) for camino in lectura[0]),
        )

    for pareja in alinear(len(textos), len(moldes), casar):
        entorno.anotar(
            _lectura_mas_probable(moldes[pareja.plantilla], textos[pareja.texto], entorno)
        )


def _lectura_mas_probable(molde: Molde, texto: str, entorno: Entorno) -> Valores:
    """La lectura con las palabras que se contaron o, sin ellas, con un departamento que exista.

    Anota la duda si el nombre puede terminar en otra parte.
    """
    lecturas = [valores for valores, _ in molde.casar(texto)]
    con_los_dos = [
        valores for valores in lecturas if _DEPARTAMENTO in valores and _NOMBRE in valores
    ]
    if con_los_dos and (contada := _con_sus_palabras(lecturas, entorno.palabras)) is not None:
        return contada
    for valores in lecturas:
        corregida = _con_departamento(valores)
        if corregida is None:
            continue
        seguido = next((f"{d[_NOMBRE]} {d[_DEPARTAMENTO]}" for d in con_los_dos), "")
        if seguido and seguido in texto and corregida[_NOMBRE] != entorno.conocido:
            entorno.dudoso = entorno.dudoso or seguido
        return corregida
    return {}


def _con_sus_palabras(lecturas: Sequence[Valores], palabras: tuple[int, ...]) -> Valores | None:
    """La lectura cuyo nombre y cuyo departamento tienen tantas palabras como se contaron.

    ``(2, 3)``: «Alcaldía Cali» y «Valle del Cauca».
    """
    for valores in lecturas:
        nombres = [str(valores[dato]) for dato in (_NOMBRE, _DEPARTAMENTO) if dato in valores]
        seguidos = " ".join(nombres)
        if (
            len(nombres) != len(palabras)
            or min(palabras, default=0) < 1
            or len(seguidos.split()) != sum(palabras)
        ):
            continue
        if len(nombres) == 1:
            return valores
        corte = [palabra.end() for palabra in _PALABRA.finditer(seguidos)][palabras[0] - 1]
        return {**valores, _NOMBRE: seguidos[:corte], _DEPARTAMENTO: seguidos[corte + 1 :]}
    return None


def _con_departamento(valores: Valores) -> Valores | None:
    """La lectura con su departamento entero: «VALLE DEL CAUCA», y no «CAUCA»."""
    nombre, departamento = valores.get(_NOMBRE), valores.get(_DEPARTAMENTO)
    if departamento is None or nombre is None:
        return valores
    palabras = f"{nombre} {departamento}".split(" ")
    for corte in range(1, len(palabras)):
        candidato = " ".join(palabras[corte:])
        if any(conocido.se_llama(candidato) for conocido in departamentos().values()):
            return {**valores, _NOMBRE: " ".join(palabras[:corte]), _DEPARTAMENTO: candidato}
    return None


def _moldes_del_encabezado_en_celdas(formato: Formato) -> list[Molde]:
    """Los textos del encabezado que en un libro va en celdas, y no en el margen."""
    if not formato.libro.bloque_en_celdas:
        return []
    encabezado = bloques_de_pagina(formato).get("libro.bloque") or formato.encabezado
    return list(_moldes_de_celdas(encabezado)) if encabezado else []


def _de_los_margenes(documento: DocumentoVisto, formato: Formato) -> list[Molde]:
    """Los textos de los encabezados y pies de Word, en su orden, o los del margen de una hoja."""
    if documento.tipo == "docx":
        bloques = bloques_de_pagina(formato)
        bloques.pop("libro.bloque", None)
        return [de_celda for bloque in bloques.values() for de_celda in _moldes_de_celdas(bloque)]
    lados = (formato.libro.encabezado, formato.libro.pie)
    textos = (t for lado in lados for t in (lado.izquierda, lado.centro, lado.derecha))
    return [molde(texto) for texto in textos if texto]


def _moldes_de_celdas(bloque: BloqueDePagina) -> Iterator[Molde]:
    for fila in bloque.filas:
        for celda in fila:
            if celda.texto:
                yield molde(celda.texto)


def _antes_de_las_tablas(esperado: DocumentoEsperado) -> list[Molde]:
    """Los títulos y párrafos del plan entero que dicen algún dato, en su orden."""
    salida = []
    for bloque in esperado.cuerpo:
        if isinstance(bloque, BloqueTabla) and bloque.cada != "plan":
            break
        if isinstance(bloque, BloqueTitulo | BloqueParrafo) and bloque.cada == "plan":
            salida.append(molde(bloque.texto))
    return salida


def _fichas(esperado: DocumentoEsperado) -> Iterator[tuple[Molde, Molde]]:
    """Los rótulos de los bloques de datos, cada uno con el valor que va a su lado."""
    for bloque in esperado.cuerpo:
        if isinstance(bloque, BloqueDatos):
            for dato in bloque.filas:
                yield molde(dato.rotulo), molde(dato.texto)


_CERCA = 24
"""Los textos que se miran antes de una tabla: los de más arriba no son suyos."""
_LETRAS_DE_OTRO = 4
"""Las fijas que ha de traer un texto del plan para reconocerlo entre los títulos."""
_ALTO_DE_ENCABEZADO = 8
"""Las filas de arriba de una hoja donde puede estar su encabezado."""
_EN_CELDAS = re.compile(r"libro\.bloque|(?:cuerpo\[\d+\]\.)?encabezado")
"""De dónde sale, en el formato, el que va en celdas."""


@clases.frozen
class TextoDelFormato:
    """Un texto que el formato escribe antes de una tabla."""

    molde: Molde
    objeto: str
    """De quién habla: ``dependencia``, ``componente``, ``franja`` o nada."""
    nivel: int | None = None
    """El de su título; un párrafo no tiene."""
    numerado: bool = False
    """Si es un título con número, que en una hoja es parte de lo que dice la celda."""
    marcas: Mapping[str, Molde] = attrs.Factory(dict)
    """Las de los renglones que, según el documento, lo dicen, y cómo lo dice cada uno."""

    def molde_de(self, linea: Linea) -> Molde:
        """El molde de una línea, según la marca de ella."""
        return self.marcas.get(linea.marca, self.molde)


@clases.frozen
class Contexto:
    """Lo que se sabe de una tabla antes de leer sus filas."""

    valores: dict[str, Any]
    """``dependencia.nombre``, ``componente.numero``…"""
    lugares: dict[str, str]
    """Dónde lo dice."""
    titulo_de: frozenset[str]
    """De quién hay un título nuevo."""


def contexto_de(
    tabla: TablaHallada,
    plantillas: Sequence[TextoDelFormato],
    de_las_hojas: Sequence[Molde],
    avisos: list[Aviso],
) -> Contexto:
    """Lo que dicen los títulos, las franjas y los rótulos de una tabla.

    ``plantillas`` son lo que el formato escribe antes de las de su clase (``escritos_antes``), y
    ``de_las_hojas``, lo que escribe arriba de cada hoja de un libro (``encabezados_en_celdas``).
    """
    valores: dict[str, Any] = {}
    lugares: dict[str, str] = {}
    lineas = [
        linea
        for linea in tabla.antes
        if not (linea.vacia or linea.solitario is None or _encabeza_la_hoja(linea, de_las_hojas))
    ]
    titulos: set[str] = set()
    for linea, plantilla, datos in _lineas_escritas(lineas[-_CERCA:], plantillas):
        if faltan := plantilla.molde_de(linea).faltan_en(datos):
            avisos.append(SinDistinguir(linea.solitario or "", faltan, linea.lugar).aviso())
        if plantilla.objeto != "franja" and datos:
            titulos.add(plantilla.objeto)
        valores |= datos
        lugares |= dict.fromkeys(datos, linea.lugar)
    for columna in tabla.encaje.columnas:
        for camino, valor in columna.valores.items():
            if camino.startswith("componente."):
                valores.setdefault(camino, valor)
                lugares.setdefault(camino, tabla.rotulos[0].lugar)
    return Contexto(valores, lugares, frozenset(titulos))


def _lineas_escritas(
    lineas: Sequence[Linea], del_formato: Sequence[TextoDelFormato]
) -> Iterator[tuple[Linea, TextoDelFormato, Valores]]:
    """Las líneas que escribió el formato, con el texto de él y los datos que en ella dice.

    La línea con marca sólo es del texto que esa marca nombra.
    """
    conocidas = frozenset[str]().union(*(de_formato.marcas.keys() for de_formato in del_formato))
    marcas = conocidas.intersection(linea.marca for linea in lineas)

    def casar(texto: int, plantilla: int) -> tuple[Valores, float] | None:
        linea, de_formato = lineas[texto], del_formato[plantilla]
        if conocidas and linea.marca:
            posible = linea.marca in de_formato.marcas
        else:  # de lo que otra línea dice con su marca no se busca otro
            posible = marcas.isdisjoint(de_formato.marcas.keys())
        lectura = _lectura_de_la_linea(linea, de_formato) if posible else None
        # Entre líneas con marca, una celda sin ella no es de una plantilla que es sólo un dato.
        es_cualquiera = marcas and de_formato.marcas and not linea.marca and linea.texto is None
        if lectura is None or (es_cualquiera and not lectura[1]):
            return None
        return lectura[0], lectura[1] + texto / 1000  # a igualdad, lo más cercano a la tabla

    for pareja in alinear(len(lineas), len(del_formato), casar):
        yield lineas[pareja.texto], del_formato[pareja.plantilla], pareja.valores


def _encabeza_la_hoja(linea: Linea, de_las_hojas: Sequence[Molde]) -> bool:
    """Si es del encabezado que va en las celdas de arriba de su hoja, y no un título."""
    tabla = linea.tabla
    if tabla is None or tabla.primera is None or linea.fila >= _ALTO_DE_ENCABEZADO:
        return False
    return any(dice(molde, linea.solitario or "") for molde in de_las_hojas)


def encabezados_en_celdas(formato: Formato) -> list[Molde]:
    """Los textos del encabezado que va arriba de cada hoja, si se distinguen de un título."""
    if not formato.libro.bloque_en_celdas:
        return []
    bloques = bloques_de_pagina(formato).items()
    en_celdas = [bloque for ruta, bloque in bloques if _EN_CELDAS.fullmatch(ruta)]
    moldes = (molde for bloque in en_celdas for molde in _moldes_de_celdas(bloque))
    return [molde for molde in moldes if _se_distingue(molde)]


def _se_distingue(molde: Molde) -> bool:
    """Si trae bastantes letras fijas: al que es sólo un hueco lo diría cualquier texto."""
    return min(forma.letras for forma in molde.formas) >= _LETRAS_DE_OTRO


def _lectura_de_la_linea(linea: Linea, plantilla: TextoDelFormato) -> tuple[Valores, int] | None:
    if linea.texto is not None and (
        plantilla.objeto == "franja" or linea.texto.nivel != plantilla.nivel
    ):
        return None
    texto = linea.solitario or ""
    if plantilla.numerado and linea.texto is None:
        texto = _NUMERO_DE_TITULO.sub("", texto, count=1)
    return lectura_probable(plantilla.molde_de(linea), texto)


_NUMERO_DE_TITULO = re.compile(
    r"\A(?:[0-9]+(?:\.[0-9]+){0,2}|Anexo\s([A-Z])\1*\.|([A-Z])\2*(?:\.[0-9]+){1,2}) "
)
"""``2.1 ``, ``Anexo B. `` o ``B.1 ``; en Word lo pone el programa, y no está en el texto."""


def escritos_antes(
    esperado: DocumentoEsperado, bloque: BloqueConTablas, esperada: TablaEsperada
) -> Sequence[TextoDelFormato]:
    """Los textos que el formato escribe antes de una tabla, de arriba abajo."""
    franjas = (TextoDelFormato(franja, "franja") for franja in esperada.franjas)
    marcas_de = defaultdict[str, dict[str, Molde]](dict)
    for marca, moldes in esperado.renglones.items():
        for molde_del_renglon in moldes:
            marcas_de[molde_del_renglon.plantilla][marca] = molde_del_renglon
    return [
        attrs.evolve(escrito, marcas=marcas_de[escrito.molde.plantilla])
        for escrito in (*_escritos_del_cuerpo(esperado, bloque), *franjas)
    ]


def _escritos_del_cuerpo(
    esperado: DocumentoEsperado, bloque: BloqueConTablas
) -> Iterator[TextoDelFormato]:
    for de_antes in esperado.cuerpo[: bloque.lugar]:
        if not isinstance(de_antes, BloqueTitulo | BloqueParrafo):
            continue
        molde_propio = molde(de_antes.texto)
        nivel, numerado = None, False
        if isinstance(de_antes, BloqueTitulo):
            con_numero = esperado.formato.numera_titulos and de_antes.numeracion != "ninguna"
            nivel, numerado = de_antes.nivel, con_numero and de_antes.nivel > 0
        if de_antes.cada in ("dependencia", "componente"):
            yield TextoDelFormato(molde_propio, de_antes.cada, nivel, numerado)
        elif de_antes.cada == "firma" or _se_distingue(molde_propio):
            yield TextoDelFormato(molde_propio, "", nivel, numerado)


_POR_LETRA = 10
"""Lo que vale una letra fija frente a que el texto tenga quien lo escriba."""

Casar = Callable[[int, int], tuple[Valores, float] | None]
"""Lo que un texto dice si lo escribió una plantilla, y cuántas letras de ella trae."""


@clases.frozen
class ParejaAlineada:
    """Un texto y la plantilla que lo escribió, por su lugar en cada lista."""

    texto: int
    plantilla: int
    valores: Valores


def alinear(textos: int, plantillas: int, casar: Casar) -> Sequence[ParejaAlineada]:
    """Las parejas que explican más letras; a igualdad, las plantillas de más abajo.

    Ni un texto ni una plantilla se usan dos veces, y el orden de ambos es el mismo.
    """
    mejores: list[tuple[float, tuple[ParejaAlineada, ...]]] = [(0.0, ())] * (plantillas + 1)
    for texto in range(textos):
        sin_texto, mejores = mejores, mejores[:1]
        for plantilla in range(plantillas):
            mejor = max(sin_texto[plantilla + 1], mejores[plantilla], key=_puntaje)
            if (casada := casar(texto, plantilla)) is not None:
                # Lo de más abajo está más cerca de lo que sigue, que es lo que se busca situar.
                vale = sin_texto[plantilla][0] + _POR_LETRA * casada[1] + 1 + (plantilla + 1) / 1000
                if vale > mejor[0]:
                    pareja = ParejaAlineada(texto, plantilla, casada[0])
                    mejor = vale, (*sin_texto[plantilla][1], pareja)
            mejores.append(mejor)
    return mejores[-1][1]


_puntaje = itemgetter(0)
