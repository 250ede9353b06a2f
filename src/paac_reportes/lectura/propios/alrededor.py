"""Lo que un documento dice alrededor de sus tablas.

Primero lo del documento entero: la entidad, la vigencia y el corte (``entorno_de``), y los textos
del formato que los dicen. Luego lo de cada tabla: de qué parte del plan es, según los títulos y las
franjas que la preceden (``contexto_de``). Para los dos, ``alinear`` halla qué texto del formato
escribió cada uno de los que se ven, que van en el mismo orden.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.formatos.definicion.bloques import (
    POR_LLENAR,
    BloqueDatos,
    BloqueParrafo,
    BloqueTabla,
    BloqueTitulo,
)
from paac_reportes.formatos.definicion.formato import Formato, bloques_de_pagina
from paac_reportes.formatos.definicion.pagina import BloqueDePagina
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

_NOMBRE, _DEPARTAMENTO = "entidad.nombre", "entidad.departamento"
_ENTIDAD = "entidad."
_TITULAR = "titular"
_PALABRA = re.compile(r"\S+")
_VALEN_MAS = {"entidad.nombre": 0.05, "entidad.sitio_web": 0.04, "entidad.correo": 0.04}
"""Letras que vale de más lo que siempre está o no se confunde con otro dato."""
_PRIMERAS = 40
"""Las líneas donde está lo que abre un documento."""


@attrs.define
class Entorno:
    """Lo leído fuera de las tablas."""

    suyas: frozenset[str]
    """Las raíces con que se nombra lo que es de todo el contenido, además de su entidad."""
    entidad: dict[str, Any] = attrs.Factory(dict)
    otros: dict[str, Any] = attrs.Factory(dict)
    """Lo que dice de ellas, por su camino."""
    vigencia: int | None = None
    corte: date | None = None
    palabras: tuple[int, ...] = ()
    """Las del nombre de la entidad y las de su departamento, si el documento las cuenta."""
    conocido: str | None = None
    """El nombre de la entidad cuyo es el formato, si es de una."""
    dudoso: str | None = None
    """El texto donde no se sabe dónde termina el nombre."""

    def avisos(self) -> Iterator[Aviso]:
        """Si no se sabe dónde termina el nombre de la entidad."""
        if self.dudoso is not None:
            motivo = f"no se sabe si {self.dudoso!r} termina con su departamento"
            yield Aviso("lectura_dudosa", "entidad", motivo)

    def anotar(self, valores: Valores) -> None:
        """Lo que un texto dice, si no se sabía."""
        for camino, valor in valores.items():
            if camino.startswith(_ENTIDAD):
                self.entidad.setdefault(camino.removeprefix(_ENTIDAD), valor)
            elif camino == "vigencia":
                self.vigencia = self.vigencia or valor
            elif camino == "corte" and isinstance(valor, date):
                self.corte = self.corte or valor
            elif camino == _TITULAR:
                self.entidad.setdefault(_TITULAR, valor)
            elif camino.partition(".")[0] in self.suyas:
                self.otros.setdefault(camino, valor)


def entorno_de(
    visto: DocumentoVisto,
    hallazgo: TablasHalladas,
    esperado: DocumentoEsperado,
    palabras: tuple[int, ...] = (),
) -> Entorno:
    """La entidad, la vigencia y el corte que dice un documento."""
    suya = esperado.formato.entidad
    leido = Entorno(
        frozenset(de_todo_el_contenido(tema(esperado.formato.de))),
        palabras=palabras,
        conocido=suya.nombre if suya else None,
    )
    for tabla in hallazgo.tablas:
        for columna in tabla.encaje.columnas:
            leido.anotar(columna.valores)
    fichas = list(_fichas(esperado))
    for rotulo, valor in _parejas(hallazgo.fuera):
        for de_rotulo, de_valor in fichas if valor != POR_LLENAR else ():
            if dice(de_rotulo, rotulo):
                leido.anotar(_lo_mas_probable(de_valor, valor, leido))
    primeras = _textos_de_celdas(_del_comienzo(hallazgo))
    if visto.tipo == "docx":
        _alineados(
            list(visto.encabezados), _de_las_paginas(esperado.formato, en_hojas=False), leido
        )
        _alineados(primeras, _antes_de_las_tablas(esperado), leido)
    else:
        _alineados(list(visto.encabezados), _impresos_en_hojas(esperado.formato), leido)
        arriba = _de_las_paginas(esperado.formato, en_hojas=True)
        _alineados(primeras, [*arriba, *_antes_de_las_tablas(esperado)], leido)
    _de_los_parrafos(hallazgo, esperado, leido)
    titular = leido.entidad.pop(_TITULAR, None)
    if titular is not None:
        leido.entidad.setdefault("nombre", titular)
    return leido


def de_todo_el_contenido(suyo: Tema) -> dict[str, str]:
    """Por su raíz, las listas que tienen un objeto por corte; la del contenido, sin lista."""
    if not suyo.raiz:
        return {}
    por_corte = {
        uno.raiz: uno.nombre
        for uno in contenidos_de(suyo.clase)
        if uno.es_lista and "corte" in attrs.fields_dict(uno.clase)
    }
    return {suyo.raiz: "", **por_corte}


def _de_los_parrafos(hallazgo: TablasHalladas, esperado: DocumentoEsperado, leido: Entorno) -> None:
    """Lo que los párrafos sueltos dicen de todo el contenido: quién hizo el seguimiento."""
    moldes = [
        suyo
        for bloque in (esperado.cuerpo if leido.suyas else ())
        if isinstance(bloque, BloqueParrafo)
        for suyo in (molde(bloque.texto),)
        if any(h.camino.partition(".")[0] in leido.suyas for f in suyo.formas for h in f.huecos)
        # El que es sólo un hueco lo diría cualquier texto.
        and min(forma.letras for forma in suyo.formas) >= _LETRAS_DE_OTRO
    ]
    for linea, suyo in itertools.product(hallazgo.fuera if moldes else (), moldes):
        dicho = lectura_probable(suyo, linea.solitario or "")
        leido.anotar(dicho[0] if dicho else {})


def _parejas(lineas: Sequence[Linea]) -> Iterator[tuple[str, str]]:
    """Cada texto de una fila con el de su derecha."""
    for linea in lineas:
        propias = [c for c in linea.celdas if c.fila == linea.fila]
        for rotulo, valor in itertools.pairwise(propias):
            if rotulo.texto and valor.texto:
                yield rotulo.texto, valor.texto


def _del_comienzo(hallazgo: TablasHalladas) -> Sequence[Linea]:
    """Lo que va antes de la primera tabla, que es donde se dice de quién es el documento."""
    antes = hallazgo.tablas[0].antes if hallazgo.tablas else hallazgo.fuera
    return antes[:_PRIMERAS]


def _textos_de_celdas(lineas: Sequence[Linea]) -> list[str]:
    """Los textos de unas líneas, celda por celda."""
    textos: list[str] = []
    for linea in lineas:
        if linea.texto is not None:
            textos.append(linea.texto.texto)
        else:
            textos += [celda.texto for celda in linea.propias]
    return textos


def _alineados(textos: Sequence[str], moldes: Sequence[Molde], leido: Entorno) -> None:
    """Los textos y las plantillas que los escribieron, en el mismo orden.

    Si de uno el nombre de la entidad tiene las palabras que el documento cuenta, de los demás no
    se lee otro: son de quien agregó un renglón.
    """
    contados = {
        (texto, cual)
        for texto, cual in itertools.product(range(len(textos)), range(len(moldes)))
        if _cuenta_las_del_nombre(moldes[cual], textos[texto], leido.palabras)
    }

    def casar(texto: int, cual: int) -> tuple[Valores, float] | None:
        dicho = lectura_probable(moldes[cual], textos[texto])
        if dicho is None or (contados and _NOMBRE in dicho[0] and (texto, cual) not in contados):
            return None
        return dicho[0], dicho[1] + sum(_VALEN_MAS.get(camino, 0) for camino in dicho[0])

    for pareja in alinear(len(textos), len(moldes), casar):
        leido.anotar(_lo_mas_probable(moldes[pareja.plantilla], textos[pareja.texto], leido))


def _lo_mas_probable(molde: Molde, texto: str, leido: Entorno) -> Valores:
    """La lectura con las palabras que se contaron o, sin ellas, con un departamento que exista.

    Anota la duda si el nombre puede terminar en otra parte.
    """
    lecturas = [valores for valores, _ in molde.casar(texto)]
    con_los_dos = [
        valores for valores in lecturas if _DEPARTAMENTO in valores and _NOMBRE in valores
    ]
    if con_los_dos and (contada := _contada(lecturas, leido.palabras)) is not None:
        return contada
    for valores in lecturas:
        corregida = _con_departamento(valores)
        if corregida is None:
            continue
        seguido = next((f"{d[_NOMBRE]} {d[_DEPARTAMENTO]}" for d in con_los_dos), "")
        if seguido and seguido in texto and corregida[_NOMBRE] != leido.conocido:
            leido.dudoso = leido.dudoso or seguido
        return corregida
    return {}


def _cuenta_las_del_nombre(molde: Molde, texto: str, palabras: Sequence[int]) -> bool:
    """Si alguna lectura da al nombre, solo o con su departamento, las palabras que se contaron."""
    if not palabras:
        return False
    for valores, _ in molde.casar(texto):
        if _NOMBRE not in valores:
            return False
        nombres = _nombres_de(valores)
        if len(" ".join(nombres).split()) == sum(palabras[: len(nombres)]):
            return True
    return False


def _nombres_de(valores: Valores) -> list[str]:
    """El de la entidad y el de su departamento, los que diga."""
    return [str(valores[dato]) for dato in (_NOMBRE, _DEPARTAMENTO) if dato in valores]


def _contada(lecturas: Sequence[Valores], palabras: tuple[int, ...]) -> Valores | None:
    """La de tantas palabras en el nombre y en el departamento."""
    for valores in lecturas:
        nombres = _nombres_de(valores)
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
        suyo = " ".join(palabras[corte:])
        if any(uno.se_llama(suyo) for uno in departamentos().values()):
            return {**valores, _NOMBRE: " ".join(palabras[:corte]), _DEPARTAMENTO: suyo}
    return None


def _de_las_paginas(formato: Formato, *, en_hojas: bool) -> list[Molde]:
    """Los de los encabezados y pies, en su orden; en hojas, primero el que va en celdas."""
    bloques = bloques_de_pagina(formato)
    en_celdas = bloques.pop("libro.bloque", None)
    if not en_hojas:
        return [m for bloque in bloques.values() for m in _moldes_de_celdas(bloque)]
    if not formato.libro.bloque_en_celdas:
        return []
    suyo = en_celdas or formato.encabezado
    return list(_moldes_de_celdas(suyo)) if suyo else []


def _impresos_en_hojas(formato: Formato) -> list[Molde]:
    """Los del encabezado y el pie impresos de una hoja de cálculo."""
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
class Escrito:
    """Un texto que el formato escribe antes de una tabla."""

    molde: Molde
    de: str
    """``dependencia``, ``componente``, ``franja`` o nada."""
    nivel: int | None = None
    """El de su título; un párrafo no tiene."""
    numerado: bool = False
    """Si es un título con número, que en una hoja es parte de lo que dice la celda."""


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
    tabla: TablaHallada, escritos: Sequence[Escrito], de_las_hojas: Sequence[Molde]
) -> Contexto:
    """Lo que dicen los títulos, las franjas y los rótulos de una tabla.

    ``escritos`` es lo que el formato escribe antes de las de su clase (``escritos_antes``), y
    ``de_las_hojas``, lo que escribe arriba de cada hoja de un libro (``encabezados_en_celdas``).
    """
    valores: dict[str, Any] = {}
    lugares: dict[str, str] = {}
    lineas = [
        linea
        for linea in tabla.antes
        if not linea.vacia and linea.solitario is not None and not _encabeza(linea, de_las_hojas)
    ]
    cerca = lineas[-_CERCA:]

    def casar(texto: int, plantilla: int) -> tuple[Valores, float] | None:
        dicho = _casar(cerca[texto], escritos[plantilla])
        # A igualdad, lo más cercano a la tabla.
        return dicho and (dicho[0], dicho[1] + texto / 1000)

    titulos: set[str] = set()
    for pareja in alinear(len(cerca), len(escritos), casar):
        escrito, linea = escritos[pareja.plantilla], cerca[pareja.texto]
        if escrito.de != "franja" and pareja.valores:
            titulos.add(escrito.de)
        for camino, valor in pareja.valores.items():
            valores[camino] = valor
            lugares[camino] = linea.lugar
    for columna in tabla.encaje.columnas:
        for camino, valor in columna.valores.items():
            if camino.startswith("componente."):
                valores.setdefault(camino, valor)
                lugares.setdefault(camino, tabla.rotulos[0].lugar)
    return Contexto(valores, lugares, frozenset(titulos))


def _encabeza(linea: Linea, de_las_hojas: Sequence[Molde]) -> bool:
    """Si es del encabezado que va en las celdas de arriba de su hoja, y no un título."""
    tabla = linea.tabla
    if tabla is None or tabla.primera is None or linea.fila >= _ALTO_DE_ENCABEZADO:
        return False
    return any(dice(molde, linea.solitario or "") for molde in de_las_hojas)


def encabezados_en_celdas(formato: Formato) -> list[Molde]:
    """Los textos del que va arriba de cada hoja, con letras que lo distingan de un título."""
    if not formato.libro.bloque_en_celdas:
        return []
    bloques = bloques_de_pagina(formato).items()
    suyos = [bloque for ruta, bloque in bloques if _EN_CELDAS.fullmatch(ruta)]
    moldes = (molde for bloque in suyos for molde in _moldes_de_celdas(bloque))
    return [m for m in moldes if min(forma.letras for forma in m.formas) >= _LETRAS_DE_OTRO]


def _casar(linea: Linea, escrito: Escrito) -> tuple[Valores, int] | None:
    if linea.texto is not None and (escrito.de == "franja" or linea.texto.nivel != escrito.nivel):
        return None
    dicho = linea.solitario or ""
    if escrito.numerado and linea.texto is None:
        dicho = _NUMERO_DE_TITULO.sub("", dicho, count=1)
    return lectura_probable(escrito.molde, dicho)


_NUMERO_DE_TITULO = re.compile(
    r"\A(?:[0-9]+(?:\.[0-9]+){0,2}|Anexo ([A-Z])\1*\.|([A-Z])\2*(?:\.[0-9]+){1,2}) "
)
"""``2.1 ``, ``Anexo B. `` o ``B.1 ``; en Word lo pone el programa, y no está en el texto."""


def escritos_antes(
    esperado: DocumentoEsperado, bloque: BloqueConTablas, esperada: TablaEsperada
) -> Sequence[Escrito]:
    """Lo que se escribe antes de una tabla, de arriba abajo."""
    franjas = (Escrito(franja, "franja") for franja in esperada.franjas)
    return (*_del_cuerpo(esperado, bloque), *franjas)


def _del_cuerpo(esperado: DocumentoEsperado, bloque: BloqueConTablas) -> Iterator[Escrito]:
    for uno in esperado.cuerpo[: bloque.lugar]:
        if not isinstance(uno, BloqueTitulo | BloqueParrafo):
            continue
        suyo = molde(uno.texto)
        nivel, numerado = None, False
        if isinstance(uno, BloqueTitulo):
            con_numero = esperado.formato.numera_titulos and uno.numeracion != "ninguna"
            nivel, numerado = uno.nivel, con_numero and uno.nivel > 0
        if uno.cada in ("dependencia", "componente"):
            yield Escrito(suyo, uno.cada, nivel, numerado)
        elif uno.cada == "firma" or min(forma.letras for forma in suyo.formas) >= _LETRAS_DE_OTRO:
            yield Escrito(suyo, "", nivel, numerado)


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


def alinear(textos: int, plantillas: int, casar: Casar) -> list[ParejaAlineada]:
    """Las parejas que explican más letras; a igualdad, las plantillas de más abajo.

    Ni un texto ni una plantilla se usan dos veces, y el orden de ambos es el mismo.
    """
    mejor = [[0.0] * (plantillas + 1) for _ in range(textos + 1)]
    parejas: dict[tuple[int, int], tuple[Valores, float]] = {}
    for t in range(1, textos + 1):
        for p in range(1, plantillas + 1):
            mejor[t][p] = max(mejor[t - 1][p], mejor[t][p - 1])
            casada = casar(t - 1, p - 1)
            if casada is None:
                continue
            # Lo de más abajo está más cerca de lo que sigue, que es lo que se busca situar.
            vale = _POR_LETRA * casada[1] + 1 + p / 1000
            if mejor[t - 1][p - 1] + vale > mejor[t][p]:
                mejor[t][p] = mejor[t - 1][p - 1] + vale
                parejas[t, p] = (casada[0], vale)
    return _de_vuelta(mejor, parejas, textos, plantillas)


def _de_vuelta(
    mejor: Sequence[Sequence[float]],
    parejas: dict[tuple[int, int], tuple[Valores, float]],
    t: int,
    p: int,
) -> list[ParejaAlineada]:
    salida: list[ParejaAlineada] = []
    while t and p:
        if (t, p) in parejas and mejor[t][p] == mejor[t - 1][p - 1] + parejas[t, p][1]:
            salida.append(ParejaAlineada(t - 1, p - 1, parejas[t, p][0]))
            t, p = t - 1, p - 1
        elif mejor[t][p] == mejor[t - 1][p]:
            t -= 1
        else:
            p -= 1
    return salida[::-1]
