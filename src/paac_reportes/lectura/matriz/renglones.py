"""Qué es cada fila de un tramo: de datos, una franja, o una de las que no lo son (reglas 5 a 7)."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from paac_reportes import clases
from paac_reportes.lectura.matriz.celdas import (
    a_lo_ancho,
    es_codigo,
    es_codigo_con_signo,
    es_nivel,
    es_numero,
    numeran,
    parte_de,
    tachadas,
)
from paac_reportes.lectura.matriz.declaraciones import Declaracion
from paac_reportes.lectura.matriz.franjas import Franja, franja_de
from paac_reportes.lectura.matriz.palabras import empieza_por, palabras
from paac_reportes.lectura.matriz.registros import cubre_varias
from paac_reportes.lectura.matriz.tablas import Columna, Tramo, termina
from paac_reportes.modelo.campos import Contenido
from paac_reportes.opc.visto import CeldaVista
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.plano import en_plano

Clase = Literal["datos", "sigue", "franja", "blanco", "omitida", "sin_leer", "fin"]
_NADA = frozenset({"", "0", "0%", "0 %", "0,00", "n/a", "#n/d", "falso", "-", ".", "..", ". ."})
"""Lo que deja en una celda en blanco la fórmula de una plantilla."""
_CODIGO_DE_FORMATO = re.compile(
    r"(?:c[oó]digo\s*+:?\s*+)?(?=.*\d)[A-Z]{1,6}(?:[-.][A-Z0-9]{1,6}){1,5}"
    r"(?:[\s,;|-]*+(?:v(?:ersi[oó]n)?\.?\s*+:?\s*+\d{1,3}(?:\.\d)?|20\d\d|\d{1,2}/\d{1,2}/20\d\d))*",
    re.IGNORECASE,
)
_DE_PERSONA = re.compile(r"[A-ZÁÉÍÓÚÜÑ][^\W\d_.]*\.?(?: [^\W\d_.]+\.?){1,6}")
"""Un nombre o un cargo: de dos a siete palabras, sin cifras ni signos, con mayúscula."""
_SIN_ESPACIOS = re.compile(r"[^\s:\d]*\d[^\s:]*")
_COLOR = re.compile(r"(?:rojo|verde|amarillo|naranja|azul|gris|blanco)s?")
_RANGO = re.compile(
    r"(?:(?:de|entre)\s++)?[<>=≤≥]*+\s*+\d{1,3}(?:[.,]\d+)?\s*+%?\s*+(?:a|y|-|–|al)\s*+"
    r"[<>=≤≥]*+\s*+\d{1,3}(?:[.,]\d+)?\s*+%?|[<>=≤≥]++\s*+\d{1,3}(?:[.,]\d+)?\s*+%?"
)
_BREVE = 60
_CABEZA = 3
"""Filas bajo los rótulos que pueden numerarlos o decir cómo se llenan."""


class Renglon(NamedTuple):
    """Una fila y qué es."""

    fila: int
    clase: Clase
    motivo: str = ""
    franja: Franja | None = None


@clases.frozen(eq=False)
class _Vista:
    """Lo que se mira de una fila."""

    fila: int
    celdas: Sequence[CeldaVista]
    """Las que empiezan en ella."""
    ancla: CeldaVista | None
    """La suya, o la que viene de arriba."""
    codigo: CeldaVista | None
    bajo_rotulos: int
    """Filas con algo entre los rótulos y ella."""

    @property
    def dice_su_ancla(self) -> bool:
        """Si su ancla empieza en ella."""
        return self.ancla is not None and self.ancla.fila == self.fila

    @property
    def dice_su_codigo(self) -> bool:
        """Si su código empieza en ella: «GD-PR-01» lo es, y «Total 21» no."""
        if self.codigo is None or self.codigo.fila != self.fila:
            return False
        texto = self.codigo.texto.strip()
        return es_codigo(texto) or bool(_SIN_ESPACIOS.fullmatch(texto))


class Renglones:
    """Recorre las filas de un tramo y dice qué es cada una."""

    def __init__(self, tramo: Tramo, declaracion: Declaracion) -> None:
        self._tramo = tramo
        self._declaracion = declaracion
        self._raiz = tramo.raiz
        self._codigo = tramo.de(self._raiz.codigo)
        self._ancla = tramo.de(self._raiz.ancla) or self._codigo
        self._contexto = {c.desde for c in tramo.columnas if c.dato in declaracion.contexto}
        self._con_codigo = [fila for fila in tramo.filas if self._celda(self._codigo, fila)]
        con_ancla = sum(self._celda(self._ancla, fila) is not None for fila in tramo.filas)
        self._hay_codigos = bool(self._con_codigo) and 2 * len(self._con_codigo) >= con_ancla
        self._tras_blanco = self._en_pie = False

    def todos(self) -> Iterator[Renglon]:
        """Filas del tramo, en orden, hasta donde termina la matriz."""
        vistas = 0
        for fila in self._tramo.filas:
            celdas = self._tramo.propias(fila)
            if not celdas:
                self._tras_blanco = self._tras_blanco or not self._tramo.en(fila)
                yield Renglon(fila, "blanco")
                continue
            ancla, codigo = self._celda(self._ancla, fila), self._celda(self._codigo, fila)
            renglon = self._de(_Vista(fila, celdas, ancla, codigo, vistas))
            yield renglon
            if renglon.clase == "fin":
                return
            vistas += renglon.clase != "franja"
            self._tras_blanco = False

    def _celda(self, columna: Columna | None, fila: int) -> CeldaVista | None:
        return None if columna is None else self._tramo.celda(columna, fila)

    def _de(self, vista: _Vista) -> Renglon:
        """Lo que es una fila: la primera regla que la toma."""
        if tachadas(self._tramo.tabla, vista.celdas):
            return Renglon(vista.fila, "sin_leer", "está tachada")
        if self._termina(vista):
            return Renglon(vista.fila, "fin", "desde aquí no hay filas de la matriz")
        franja = self._franja(vista)
        dice_de_que_es = franja is not None and franja.franja is not None
        no_es = None if dice_de_que_es else self._no_es(vista)
        return no_es or franja or self._con_datos(vista)

    def _no_es(self, vista: _Vista) -> Renglon | None:
        """Regla 5: por qué no es una fila de la matriz, si alguna lo dice."""
        for es, motivo, es_pie in self._NO_SON:
            if es(self, vista):
                self._en_pie = self._en_pie or es_pie
                return Renglon(vista.fila, "omitida", motivo)
        return None

    def _con_datos(self, vista: _Vista) -> Renglon:
        """Regla 7: una fila de datos, la que sigue a la de arriba, o una que no se sabe."""
        if self._es_de_datos(vista):
            self._en_pie = False
            return Renglon(vista.fila, "datos")
        if self._en_pie:
            return Renglon(vista.fila, "omitida", "va bajo una nota o una firma")
        if self._sigue(vista):
            return Renglon(vista.fila, "sigue")
        return Renglon(vista.fila, "sin_leer", self._por_que(vista))

    def _por_que(self, vista: _Vista) -> str:
        titulo = self._raiz.nombre.replace("tramite", "trámite")
        if self._ancla_es_un_codigo(vista):
            return f"trae un código donde va su {titulo}: sus celdas pueden estar corridas"
        if vista.dice_su_ancla:
            return f"sólo trae el texto de su {titulo}, y las demás traen algo más"
        return f"no dice su {titulo}"

    # ------------------------------------------------------------------ regla 5

    def _numera(self, vista: _Vista) -> bool:
        """Numeración bajo los rótulos: «1 | 2 | 3», «(a) | (b)», «N° 1 … N° 8»."""
        return vista.bajo_rotulos < _CABEZA and numeran(vista.celdas)

    def _dice_como_llenar(self, vista: _Vista) -> bool:
        """Fila que dice cómo se llena: ni su código, ni su fecha, ni su % son de su clase."""
        if vista.bajo_rotulos >= _CABEZA or a_lo_ancho(vista.celdas) is not None:
            return False
        partes = [
            parte_de(contenido, [celda])
            for columna in self._tramo.columnas
            if (contenido := self._clase_de(columna)) is not None
            and (celda := self._tramo.celda(columna, vista.fila)) is not None
            and celda.fila == vista.fila
        ]
        return len(partes) > 1 and not any(partes)

    def _clase_de(self, columna: Columna) -> Contenido | None:
        """De qué es lo que trae una columna, si no es de textos corrientes."""
        if columna.dato == self._raiz.codigo:
            return "codigo"
        papel = next((p for p in self._raiz.papeles if p.datos == columna.datos), None)
        return None if papel is None else papel.contenido

    def _es_de_plantilla(self, vista: _Vista) -> bool:
        """Fila de la plantilla: su número o un cálculo, y ningún texto propio."""
        return all(self._no_es_texto(celda, vista) for celda in vista.celdas)

    def _no_es_texto(self, celda: CeldaVista, vista: _Vista) -> bool:
        plano = en_plano(celda.texto)
        suyas = (c for c in self._tramo.columnas if self._celda(c, celda.fila) is celda)
        return (
            not _NADA.isdisjoint({plano, plano.strip(" .-–")})
            or (celda is vista.codigo and es_codigo(celda.texto))
            or any(columna.campo == "numero" for columna in islice(suyas, 1))
            or (
                celda is not vista.ancla
                and (celda.fila, celda.columna) in self._tramo.tabla.formulas
                and es_numero(celda)
            )
        )

    def _es_total(self, vista: _Vista) -> bool:
        """Total con sus números: «Total», «Total actividades: 21»; con código, es una fila."""
        dice_total = empieza_por(vista.celdas[0].texto, palabras().totales)
        return (
            not vista.dice_su_codigo
            and (dice_total or vista.ancla is None)
            and all(map(es_numero, vista.celdas[dice_total:]))
        )

    def _es_nota(self, vista: _Vista) -> bool:
        """Nota o firma: «Nota:», «*Fuente:», «Elaboró» solo, o «Nombre | Cargo | Firma»."""
        rotulan = [_es_de_nota(celda.texto) for celda in vista.celdas]
        return rotulan[0] or 2 * sum(rotulan) >= max(len(rotulan), 2)

    def _es_codigo_de_formato(self, vista: _Vista) -> bool:
        """Código del formato, solo: «F-PL-03 V.2»."""
        return len(vista.celdas) == 1 and bool(
            _CODIGO_DE_FORMATO.fullmatch(en_un_renglon(vista.celdas[0].texto))
        )

    def _es_rotulo_suelto(self, vista: _Vista) -> bool:
        """Rótulos sin nada: «Nombre del responsable:»."""
        return not vista.dice_su_codigo and all(
            celda.texto.strip().endswith(":") and len(celda.texto) <= _BREVE
            for celda in vista.celdas
        )

    def _se_repite(self, vista: _Vista) -> bool:
        """El mismo texto en la celda del código y en la del ancla."""
        son_los_dos = [*vista.celdas] == [vista.codigo, vista.ancla]
        return son_los_dos and len({en_plano(celda.texto) for celda in vista.celdas}) == 1

    def _es_leyenda(self, vista: _Vista) -> bool:
        """Leyenda, sin código, tras la última que lo tiene: niveles, colores o rangos."""
        if vista.dice_su_codigo or (self._con_codigo and vista.fila < self._con_codigo[-1]):
            return False
        return all(
            es_nivel(c.texto)
            or _COLOR.fullmatch(en_plano(c.texto))
            or _RANGO.fullmatch(en_plano(c.texto))
            or es_numero(c)
            for c in vista.celdas
        )

    def _es_firma(self, vista: _Vista) -> bool:
        """Firmas: tras un blanco, sin código y con pocas celdas, o sólo con nombres y cargos."""
        con_dato = sum(bool(columna.datos) for columna in self._tramo.columnas)
        tras_un_blanco = self._tras_blanco or self._en_pie
        if not tras_un_blanco or vista.dice_su_codigo or 2 * len(vista.celdas) > con_dato:
            return False
        if self._hay_codigos:
            return vista.fila > self._con_codigo[-1]
        if len(vista.celdas) == 1 and vista.celdas[0].columnas > 1:
            return False
        return all(_DE_PERSONA.fullmatch(en_un_renglon(celda.texto)) for celda in vista.celdas)

    _NO_SON: Sequence[tuple[Callable[["Renglones", _Vista], bool], str, bool]] = (
        (_numera, "numera las columnas", False),
        (_dice_como_llenar, "dice cómo se llena", False),
        (_es_de_plantilla, "sólo trae su número o un cálculo", False),
        (_es_total, "es un total", False),
        (_es_nota, "es una nota o una firma", True),
        (_es_codigo_de_formato, "es el código del formato", True),
        (_es_rotulo_suelto, "es un rótulo sin nada al lado", True),
        (_se_repite, "repite un texto en dos celdas", False),
        (_es_leyenda, "es una leyenda", True),
        (_es_firma, "parece una firma", True),
    )

    def _termina(self, vista: _Vista) -> bool:
        """Regla 6: si lo de aquí abajo ya no es la matriz."""
        es_titulo = termina(self._tramo.tabla, vista.fila)
        return es_titulo or self._fuera_de_los_bordes(vista) or self._es_otra(vista)

    def _fuera_de_los_bordes(self, vista: _Vista) -> bool:
        """Regla 6: la mitad de sus celdas, fuera de los bordes de las columnas."""
        inicios = {columna.desde for columna in self._tramo.columnas}
        fines = {columna.hasta + 1 for columna in self._tramo.columnas}
        fuera = sum(
            celda.columna not in inicios or celda.columna + celda.columnas not in fines
            for celda in vista.celdas
            if celda.columnas > 1
        )
        return fuera > 1 and 2 * fuera >= len(vista.celdas)

    def _es_otra(self, vista: _Vista) -> bool:
        """Si, tras un blanco, donde va el riesgo hay un nivel, una cifra o un rótulo."""
        ancla = vista.ancla
        if ancla is None or not (self._declaracion.hijos and self._tras_blanco):
            return False
        if not vista.dice_su_ancla or not vista.bajo_rotulos or cubre_varias(self._tramo, ancla):
            return False
        es_rotulo = bool(self._declaracion.datos_de(ancla.texto))
        debajo = (
            self._celda(self._ancla, vista.fila + 1) if vista.fila + 1 < self._tramo.fin else None
        )
        encabeza_niveles = debajo is not None and es_nivel(debajo.texto)
        return es_rotulo or encabeza_niveles or es_nivel(ancla.texto) or es_numero(ancla)

    # ------------------------------------------------------------------ reglas 6 y 7

    def _franja(self, vista: _Vista) -> Renglon | None:
        """Regla 6: una celda a lo ancho, o sola en su fila, que dice de qué es lo de abajo."""
        en_la_fila, celda = self._tramo.en(vista.fila), vista.celdas[0]
        if len(en_la_fila) > 1 and a_lo_ancho(en_la_fila) is None:
            return None
        franja = franja_de(celda.texto)
        dice = "" if franja is None else franja.clase
        es_ancha = cubre_varias(self._tramo, celda)
        es_de_columna = celda.columna in self._contexto and dice not in {"componente", "numerada"}
        if es_de_columna and not es_ancha:
            return Renglon(vista.fila, "omitida", "")
        va_de_franja = es_ancha or dice not in {"", "dependencia"}
        return Renglon(vista.fila, "franja", "", franja) if va_de_franja else None

    def _es_de_datos(self, vista: _Vista) -> bool:
        """Regla 7: dice su ancla y otra celda suya, o su tabla no lleva códigos."""
        if vista.ancla is None:
            return self._va_entre_iguales(vista)
        if not vista.dice_su_ancla or self._ancla_es_un_codigo(vista):
            return False
        dice_algo_mas = len(vista.celdas) > 1
        if self._en_pie:
            return dice_algo_mas and (vista.dice_su_codigo or not self._hay_codigos)
        return dice_algo_mas or self._hay_mas(vista.fila)

    def _ancla_es_un_codigo(self, vista: _Vista) -> bool:
        """Si donde va el texto hay un código: la fila está corrida."""
        return (
            self._ancla is not self._codigo
            and vista.ancla is not None
            and es_codigo_con_signo(vista.ancla.texto)
        )

    def _va_entre_iguales(self, vista: _Vista) -> bool:
        """Regla 7: sin códigos, su ancla es el blanco de una fila como las de encima y debajo.

        Así, en una matriz de partes interesadas, la necesidad que aún no tiene su acción.
        """
        if self._declaracion.hijos or self._en_pie or self._hay_codigos:
            return False
        vecinas = [n for n in (vista.fila - 1, vista.fila + 1) if self._dice_ancla(n)]
        traen = [len(self._tramo.propias(vecina)) for vecina in vecinas]
        return len(traen) > 1 and len(vista.celdas) + 1 >= min(traen)

    def _dice_ancla(self, fila: int) -> bool:
        celda = self._celda(self._ancla, fila) if fila in self._tramo.filas else None
        return celda is not None and celda.fila == fila

    def _hay_mas(self, fila: int) -> bool:
        """Si debajo hay otra fila con su ancla."""
        return any(map(self._dice_ancla, range(fila + 1, self._tramo.fin)))

    def _sigue(self, vista: _Vista) -> bool:
        """Si sigue a la de arriba: sin ancla, y sin un código suyo."""
        viene = vista.ancla is not None
        return not vista.dice_su_ancla and (viene or not vista.dice_su_codigo)


def _es_de_nota(texto: str) -> bool:
    """Si empieza por una de las palabras de nota, con dos puntos, o no dice nada más."""
    limpio = en_un_renglon(texto).lstrip("*• ")
    if not empieza_por(limpio, palabras().notas):
        return False
    cabeza, dos_puntos, _ = limpio.partition(":")
    if dos_puntos:
        return len(cabeza.split()) <= 4  # noqa: PLR2004
    return any(en_plano(limpio).rstrip(" .") == en_plano(nota) for nota in palabras().notas)
