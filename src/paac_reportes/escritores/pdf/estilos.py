"""Los estilos como funciones de Typst: una para los párrafos de cada uno y otra para sus celdas."""

import re
from collections.abc import Iterable, Iterator

from paac_reportes.escritores.pdf.motor import Fuentes
from paac_reportes.escritores.pdf.textos import cadena, color, en_pt
from paac_reportes.maqueta.aspecto import CUADRICULA, NEGRO, Bordes, Raya
from paac_reportes.maqueta.contenido import CONTINUA
from paac_reportes.maqueta.estilos import (
    AIRE_DE_CELDA,
    AIRE_DE_FILETE,
    COLOR_DE_ENLACE,
    MARGEN_DE_CELDA,
    Estilo,
    en_cuadricula,
)
from paac_reportes.maqueta.medida.tipografia import Pt, palabras_medidas

_SIN_VIUDAS = "set text(costs: (orphan: 100%, widow: 100%))"
"""Que de un párrafo no quede un renglón solo en una página."""

_ENTRE_RENGLONES = "0.033em"
"""Aire que Arial y Times dejan entre un renglón y otro."""

_HORIZONTALES = {"izquierda": "left", "centro": "center", "derecha": "right", "justificada": "left"}
_VERTICALES = {"arriba": "top", "centro": "horizon", "abajo": "bottom"}

SALTO = "#salto"
"""Salto a la página que sigue; cuál es en Typst lo dice el comienzo del documento."""
_NOMBRE = re.compile(r"[a-z][a-z0-9-]*")

_UN_PELO = "0.5pt"
"""Diferencia que se perdona al comparar dos altos que salen de sumas distintas."""
_AL_COMIENZO = "8pt"
"""Alto, desde el margen, en que la franja de una tabla todavía es lo primero de su página."""
_SIN_NOMBRE = f"({', '.join(map(cadena, CONTINUA))})"

COMUNES = f"""\
#let pagina = context counter(page).display("1")
#let pagina_de(lugar) = context str(counter(page).at(lugar).first())
#let paginas = context str(counter(page).final().first())
#let tabulador = " " + h(2em)
#let enlace(direccion, texto) = link(direccion, {{
  set text(fill: {color(COLOR_DE_ENLACE)})
  underline(texto)
}})
#let dibujo(datos, descripcion, ..medidas) = box(
  image(datos, format: "svg", alt: descripcion, fit: "stretch", ..medidas),
)
#let titulo(nivel, cuerpo, ..lo-demas) = {{
  show heading: uno => uno.body
  heading(level: nivel, ..lo-demas, cuerpo)
}}
#let titulo-en-franja(nivel, cuerpo) = titulo(nivel, cuerpo, outlined: false, bookmarked: false)
#let marca-de-franja(nivel, cuerpo) = pdf.artifact({{
  show heading: none
  heading(level: nivel, cuerpo)
}})
#let bloque(antes, junto, cuerpo) = block(
  above: antes, below: 0pt, width: 100%, sticky: junto, cuerpo,
)
#let con-lugar(antes, alto) = {{
  block(above: antes, below: 0pt, height: alto, breakable: false, sticky: true)
  v(-alto)
}}
#let seguida(cuerpo) = {{
  {_SIN_VIUDAS}
  cuerpo
}}
#let banda(numero, cuerpo) = {{
  cuerpo
  [#metadata(numero)<banda>]
  context {{
    let esta = query(<banda>).find(una => una.value == numero)
    if esta.location().page() < here().page() {{ " {CONTINUA[0]}" }}
  }}
}}
#let cortados() = {{
  let finales = (:)
  for uno in query(<termina>) {{
    let (cual, lugar) = (str(uno.value), uno.location().position())
    let otro = finales.at(cual, default: lugar)
    let despues = lugar.page > otro.page or (lugar.page == otro.page and lugar.y > otro.y)
    finales.insert(cual, if despues {{ lugar }} else {{ otro }})
  }}
  query(<empieza>).map(uno => {{
    let (cual, tabla, largo, corto, con, desde, ancho, aire) = uno.value
    let lo-demas = (con: con, dichos: (largo, corto), desde: desde, ancho: ancho, aire: aire)
    (pagina: uno.location().page(), fin: finales.at(str(cual)), tabla: str(tabla), ..lo-demas)
  }}).filter(uno => uno.fin.page > uno.pagina)
}}
#let siguen = context {{
  let aqui = here().page()
  let dichos = cortados().filter(uno => uno.pagina < aqui and uno.fin.page >= aqui)
  for desde in dichos.map(uno => uno.desde).dedup() {{
    let suyos = dichos.filter(uno => uno.desde == desde)
    let (tabla, con, ancho, aire) = suyos.first()
    let bajo = query(label("bajo-" + tabla)).find(uno => uno.location().page() == aqui)
    if bajo != none {{
      let (corre, abajo) = bajo.value
      let rotulos = bajo.location().position()
      let (x, y) = (rotulos.x - corre + desde + {en_pt(MARGEN_DE_CELDA)}, rotulos.y + abajo + aire)
      let libre = ancho - {en_pt(2 * MARGEN_DE_CELDA)}
      let hasta(uno) = if uno.fin.page > aqui {{ page.height }} else {{ uno.fin.y }}
      let alto = calc.max(..suyos.map(hasta)) - y + {_UN_PELO}
      let a-lo-ancho(dicho) = calc.max(..dicho.split().map(una => measure(con(una)).width))
      let sin-nombre = {_SIN_NOMBRE}
      let breve = sin-nombre.last()
      let lugar = calc.max(libre + {en_pt(MARGEN_DE_CELDA / 2)}, a-lo-ancho(breve))
      let cabe(dicho) = {{
        a-lo-ancho(dicho) <= lugar and measure(width: libre, con(dicho)).height <= alto
      }}
      let con-nombre = (0, 1).map(de => suyos.map(uno => uno.dichos.at(de)).dedup().join("\\n"))
      let dicho = (..con-nombre, ..sin-nombre).find(cabe)
      if dicho == none {{ dicho = breve }}
      place(top + left, dx: x, dy: y, block(width: libre, con(dicho)))
    }}
  }}
  let franja = query(<franja>).find(uno => uno.location().page() == aqui)
  if franja != none {{
    let ((con, titulo), (x, y)) = (franja.value, franja.location().position())
    // De unos márgenes iguales Typst da uno solo.
    let margen = if type(page.margin) == dictionary {{ page.margin.top }} else {{ page.margin }}
    if y < margen.length + {_AL_COMIENZO} {{
      place(top + left, dx: x, dy: y - 1.5em, box(con(strong(titulo))))
    }}
  }}
}}
"""
"""Funciones de Typst que todo documento usa.

Donde no caben las primeras filas de una tabla, que Typst no sabe atar, tampoco un bloque de su alto
que no se ve: pasa a la otra página con lo que la presenta, y tras él se retrocede.

De una fila que no cabe en una página ninguna celda deja allá un renglón solo. De ella, y de unas
filas que comparten una celda, se marca dónde empiezan y dónde terminan: en las páginas a donde
siguen se dice de quién son, sobre lo que la columna que lo dice deja en blanco bajo los rótulos. Va
por encima y no en la tabla, para que decirlo no corra ninguna fila ni haya que componerla otra vez;
y en la columna de un número, que es angosta, toma del margen lo que pida decirlo en breve. Lo mismo
el título de una tabla que es lo primero de su página, sobre ella.

Una banda se repite en la página donde siguen sus filas, y allí dice que continúa.

El título de una franja que se repite estaría en el contenido tantas veces como se repite: allí está
una marca que no se ve, y preguntar en qué página va cada uno haría componer dos veces la tabla.
"""


def nombre_en_typst(estilo: str, orden: int) -> str:
    """Nombre de un estilo en Typst; el que no sirva como nombre lleva su orden."""
    return estilo if _NOMBRE.fullmatch(estilo) else f"estilo-{orden}"


class Estilos:
    """Las funciones de los estilos de un documento, según se van pidiendo."""

    def __init__(self, estilos: dict[str, Estilo], fuentes: Fuentes) -> None:
        self._estilos = estilos
        self._fuentes = fuentes
        self._nombres = {estilo: nombre_en_typst(estilo, n) for n, estilo in enumerate(estilos)}
        self._pedidos: dict[tuple[str, str], None] = {}  # («celda» o «parrafo», estilo)
        self._marco_comun = CUADRICULA if en_cuadricula(estilos) else None
        """El marco que pone la tabla, y no cada celda."""

    def celda(self, estilo: str) -> str:
        """Nombre de la función de Typst de las celdas de un estilo: ``celda-texto``."""
        self._pedidos["celda", estilo] = None
        return f"celda-{self._nombres[estilo]}"

    def parrafo(self, estilo: str) -> str:
        """Nombre de la función que da a un párrafo, o a una lista, su letra y su alineación."""
        self._pedidos["parrafo", estilo] = None
        return f"parrafo-{self._nombres[estilo]}"

    def comienzo(self, idioma: str) -> Iterator[str]:
        """Reglas de Typst de todo el documento: su lengua, su letra y sus marcos."""
        lengua, _, region = idioma.partition("-")
        yield f"#set text(lang: {cadena(lengua)}, region: {cadena(region) if region else 'none'})"
        yield "#set text(hyphenate: false, ligatures: false, costs: (orphan: 0%, widow: 0%))"
        yield f"#set text({', '.join(self._campos_distintos(self._estilos['celda'], None))})"
        yield "#set block(spacing: 0pt)"
        yield f"#set par(leading: {_ENTRE_RENGLONES}, spacing: 0pt)"
        comun = trazo(CUADRICULA.arriba) if self._marco_comun else "none"
        yield f"#set table(inset: 0pt, stroke: {comun})\n#set table.cell(breakable: false)"

    def definiciones(self) -> Iterator[str]:
        """Definiciones de las funciones que se pidieron, en el orden de los estilos."""
        for estilo in self._estilos:
            for clase, definir in (("parrafo", self._de_parrafo), ("celda", self._de_celda)):
                if (clase, estilo) in self._pedidos:
                    yield definir(estilo)

    def _de_parrafo(self, estilo: str) -> str:
        """Función de Typst de los párrafos de un estilo, en una definición."""
        aspecto = self._estilos[estilo]
        reglas = [
            *self._reglas(estilo),
            _SIN_VIUDAS,
            f"set align({_HORIZONTALES[aspecto.horizontal]})",
        ]
        cuerpo = "cuerpo"
        if aspecto.relleno:
            cuerpo = f"block(width: 100%, fill: {color(aspecto.relleno)}, cuerpo)"
        if aspecto.filete:
            raya, aire = trazo(aspecto.filete), en_pt(AIRE_DE_FILETE)
            cuerpo = f"block(width: 100%, stroke: (left: {raya}), inset: (left: {aire}), {cuerpo})"
        return f"#let {self.parrafo(estilo)}(cuerpo) = {{\n{_renglones(reglas)}  {cuerpo}\n}}"

    def _de_celda(self, estilo: str) -> str:
        """Función de Typst de las celdas de un estilo; la de uno girado pide su largo."""
        aspecto = self._estilos[estilo]
        arriba, abajo = (en_pt(AIRE_DE_CELDA + pt) for pt in (aspecto.antes, aspecto.despues))
        propiedades = [
            f"align: {_HORIZONTALES[aspecto.horizontal]} + {_VERTICALES[aspecto.vertical]}",
            f"inset: ({_lados(aspecto)}, top: {arriba}, bottom: {abajo})",
        ]
        if aspecto.relleno:
            propiedades.append(f"fill: {color(aspecto.relleno)}")
        if aspecto.bordes and aspecto.bordes != self._marco_comun:
            propiedades.append(f"stroke: {_trazos(aspecto.bordes)}")
        reglas = _renglones(self._reglas(estilo))
        if not (reglas or aspecto.girado):
            return f"#let {self.celda(estilo)} = table.cell.with({', '.join(propiedades)})"
        medidas, cuerpo = "", "cuerpo"
        if aspecto.girado:
            medidas = "largo, "
            lado = _HORIZONTALES[aspecto.alineacion]
            cuerpo = f"rotate(-90deg, reflow: true, block(width: largo, align({lado}, cuerpo)))"
        return (
            f"#let {self.celda(estilo)}({medidas}cuerpo, ..tramos) = table.cell("
            f"{', '.join(propiedades)}, ..tramos, {{\n{reglas}  {cuerpo}\n}})"
        )

    def _reglas(self, estilo: str) -> list[str]:
        """Reglas de Typst (``set text(…)``) con lo que distingue la letra de un estilo."""
        aspecto = self._estilos[estilo]
        letra = self._campos_distintos(aspecto, self._estilos["celda"])
        reglas = [f"set text({', '.join(letra)})"] if letra else []
        if aspecto.nivel or estilo == "franja":  # un título, o donde va uno: Typst los agranda
            de_titulo = ", ".join(self._campos(aspecto)[_TAMANO:_COLOR])
            reglas.append(f"show heading: set text({de_titulo})")
        if aspecto.horizontal == "justificada":
            reglas.append("set par(justify: true)")
        return reglas

    def _campos_distintos(self, aspecto: Estilo, comun: Estilo | None) -> list[str]:
        """Campos de la letra de un estilo (``size: 9pt``) que no son los de ``comun``."""
        comunes = self._campos(comun) if comun else _SIN_CAMPOS
        pares = zip(self._campos(aspecto), comunes, strict=True)
        return [campo for campo, campo_comun in pares if campo != campo_comun]

    def _campos(self, aspecto: Estilo) -> tuple[str, ...]:
        """Argumentos de ``text`` de un estilo: familia, tamaño, grosor, inclinación y color."""
        familias = "".join(f"{cadena(f)}, " for f in self._fuentes.en_orden(aspecto.familia))
        return (
            f"font: ({familias}), {_alto_de_renglon(aspecto.familia)}",
            f"size: {en_pt(aspecto.tamano)}",
            f'weight: "{"bold" if aspecto.negrita else "regular"}"',
            f'style: "{"italic" if aspecto.cursiva else "normal"}"',
            f"fill: {color(aspecto.color or '000000')}",
        )


_SIN_CAMPOS = ("",) * 5
_TAMANO, _COLOR = 1, 4
"""Lugares, en lo que da ``_campos``, del tamaño y del color."""


def _alto_de_renglon(familia: str) -> str:
    """Alto de renglón de Word: de lo más alto a lo más bajo de la fuente, no de sus mayúsculas."""
    metrica = palabras_medidas(familia, negrita=False).metrica
    arriba, abajo = (metrica[lado] / metrica["unidades_por_em"] for lado in ("ascenso", "descenso"))
    return f"top-edge: {arriba:.3f}em, bottom-edge: -{abajo:.3f}em"


def trazo(raya: Raya | None) -> str:
    """Trazo de una raya en Typst: ``0.5pt``; con su color, si no es negra."""
    if raya is None:
        return "none"
    grosor = en_pt(raya.grosor)
    return grosor if raya.color == NEGRO else f"{grosor} + {color(raya.color)}"


def _trazos(bordes: Bordes) -> str:
    """Los bordes de una celda: ``(top: …, bottom: …, x: …)``."""
    rayas = {"top": bordes.arriba, "bottom": bordes.abajo}
    if bordes.izquierda == bordes.derecha:
        rayas["x"] = bordes.izquierda
    else:
        rayas |= {"left": bordes.izquierda, "right": bordes.derecha}
    return f"({', '.join(f'{lado}: {trazo(raya)}' for lado, raya in rayas.items() if raya)})"


def _lados(aspecto: Estilo) -> str:
    """El margen que una celda deja a cada lado: ``x: …`` o ``left: …, right: …``."""
    if aspecto.al_ras:
        return "x: 0pt"
    if not aspecto.margen:
        return f"x: {en_pt(MARGEN_DE_CELDA)}"
    izquierdo = en_pt(MARGEN_DE_CELDA + aspecto.margen)
    return f"left: {izquierdo}, right: {en_pt(MARGEN_DE_CELDA)}"


def _renglones(reglas: Iterable[str]) -> str:
    return "".join(f"  {regla}\n" for regla in reglas)


def entre(arriba: Estilo | None, abajo: Estilo | None) -> Pt:
    """Aire entre dos bloques: como en Word, el mayor de los que cada uno pide.

    ``arriba`` y ``abajo``: sus estilos; ``None`` no pide ninguno.
    """
    return Pt(max(arriba.despues if arriba else 0, abajo.antes if abajo else 0))
