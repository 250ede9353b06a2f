"""Las recomendaciones que un informe nuestro imprimió, leídas de su página.

Su esquema dice cuáles son y de qué filas; qué piden, a quién y para cuándo es lo que se ve.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product

from paac_reportes import clases
from paac_reportes.analisis.filas import oficinas_de
from paac_reportes.cotejo.visto import Linea, lineas_de
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.expresiones import expresion
from paac_reportes.formatos.definicion.esquema import (
    Esquema,
    RecomendacionDelEsquema,
    marca_de_recomendacion,
)
from paac_reportes.informe.frases import CODIGOS
from paac_reportes.informe.recomendaciones import (
    asunto_leido,
    filas_recomendables,
    huella_de_fila,
)
from paac_reportes.lectura.escondido import esquema_de
from paac_reportes.modelo import FilaRecomendada, OrigenDeRecomendacion, Plan, Recomendacion
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.textos.plano import de_breve, huella_de
from paac_reportes.textos.valores import SIN_DATO


@clases.frozen(kw_only=True)
class Impresas:
    """Las recomendaciones que un informe imprimió en su corte."""

    corte: date
    recomendaciones: tuple[Recomendacion, ...]
    avisos: tuple[Aviso, ...] = ()


def recomendaciones_impresas(documento: DocumentoVisto, plan: Plan) -> Impresas:
    """Recomendaciones que imprimió un Word o Excel nuestro; ``ErrorDeEntrada`` si no es del plan.

    Lo que la página no dice entero de una fila se halla en el plan, por su huella.
    """
    esquema = esquema_de(documento)
    if esquema is None or esquema.informe is None or esquema.corte is None:
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", "", _SIN_RECOMENDACIONES))
    pagina = _Pagina(documento, esquema, plan, esquema.corte)
    if fallas := [*falla_de_la_vigencia(esquema.vigencia, plan), *pagina.falla_de_la_entidad()]:
        raise ErrorDeEntrada(fallas)
    recomendaciones = tuple(pagina.recomendaciones())
    return Impresas(
        corte=esquema.corte, recomendaciones=recomendaciones, avisos=tuple(pagina.avisos)
    )


def falla_de_la_vigencia(vigencia: int | None, plan: Plan) -> Iterator[Falla]:
    """Una falla si el informe es de otra vigencia que el plan.

    ``vigencia``: la del informe, ``None`` si no la dice: entonces falla, si el plan dice la suya.
    """
    if vigencia != plan.vigencia:
        motivo = f"es de la vigencia {vigencia} y el plan, de la {plan.vigencia}"
        yield Falla("anterior_ajeno", "", motivo)


_SIN_RECOMENDACIONES = (
    "no trae las recomendaciones de un informe nuestro: no lo es, perdió lo que lleva escondido o"
    " es una copia para publicar; dé el que se imprimió, o su .json"
)


class _Pagina:
    """La página de un informe: sus recomendaciones, y las filas que nombran."""

    def __init__(
        self, documento: DocumentoVisto, esquema: Esquema, plan: Plan, corte: date
    ) -> None:
        self.avisos: list[Aviso] = []
        self._esquema, self._plan, self._corte = esquema, plan, corte
        self._tablas = {f"t{numero}": tabla for numero, tabla in enumerate(esquema.tablas, 1)}
        self._lineas = lineas_de(documento)
        self._por_huella = {huella_de_fila(fila): fila for fila in filas_recomendables(plan)}
        self._oficinas = {impresa: nombre for nombre, impresa in oficinas_de(plan).items()}

    def falla_de_la_entidad(self) -> Iterator[Falla]:
        """Una falla si el informe es de otra entidad que el plan.

        El nombre pudo corregirse desde que salió: entonces lo dice la mayoría de sus filas.
        """
        nombre = self._plan.entidad.nombre
        huellas = [h for r in self._esquema.recomendaciones for h in de_breve(r.huellas or "")]
        conocidas = sum(huella in self._por_huella for huella in huellas)
        if self._esquema.de_quien != huella_de((nombre,)) and 2 * conocidas <= len(huellas):
            motivo = f"es de otra entidad, y el plan es de {mostrar(nombre)}: tampoco son sus filas"
            yield Falla("anterior_ajeno", "", motivo)

    def recomendaciones(self) -> Iterator[Recomendacion]:
        """Recomendaciones que la página trae, en el orden en que se imprimieron."""
        hechas = {marca_de_recomendacion(r.id): r for r in self._esquema.recomendaciones}
        banda: Linea | None = None
        sin_usar: list[Linea] = []
        """Renglones que no son de una que se imprimió: la banda lo es si tiene filas debajo."""
        for linea in self._lineas:
            tabla = self._tablas.get(linea.rotulos)
            if tabla is None or "recomendaciones" not in tabla.recorre:
                continue
            if (hecha := hechas.pop(linea.marca, None)) is not None:
                sin_usar = [otra for otra in sin_usar if otra is not banda]
                yield self._recomendacion(hecha, linea, banda.textos[0] if banda else "")
            elif linea.marca != linea.rotulos and any(linea.textos):
                sin_usar.append(linea)
                banda = linea if not linea.marca and not any(linea.textos[1:]) else banda
        for linea in sin_usar:
            dice = " · ".join(filter(None, linea.textos))
            motivo = f"no es de una recomendación que se imprimió, y no se tomó: {dice}"
            self.avisos.append(Aviso("fila_sin_leer", linea.lugar, motivo))
        for hecha in hechas.values():
            motivo = f"se quitó del informe la recomendación {hecha.id}, y no se sigue"
            self.avisos.append(Aviso("recomendaciones_distintas", "", motivo))

    def _datos_de(self, linea: Linea) -> Mapping[str, str]:
        """Los textos de una fila, por el dato de su columna; no, si la columna dice varios."""
        tabla = self._tablas.get(linea.rotulos)
        columnas = tabla.columnas if tabla else ()
        return {
            columna.dato[0]: texto
            for columna, texto in zip(columnas, linea.textos, strict=False)
            if len(columna.dato) == 1
        }

    def _recomendacion(
        self, hecha: RecomendacionDelEsquema, linea: Linea, banda: str
    ) -> Recomendacion:
        """La recomendación de un renglón de un informe; en papel, lo que pide está en su banda.

        ``hecha``: lo que el documento guarda de ella.
        """
        datos = self._datos_de(linea)
        texto, plazo = asunto_leido(datos.get("detalle.asunto") or banda)
        if not texto.strip():
            self.avisos.append(Aviso("lectura_dudosa", linea.lugar, "ya no dice qué se pide"))
        escrito = datos.get("detalle.responsable") or SIN_DATO
        responsable = None if escrito == SIN_DATO else escrito
        return Recomendacion(
            id=hecha.id,
            corte=self._corte,
            texto=datos.get("recomendacion.texto") or texto,
            filas=tuple(self._filas(hecha, datos.get("detalle.filas", ""), linea.lugar)),
            responsable=self._oficinas.get(responsable or "", responsable),
            fecha=datos.get("detalle.plazo") or datos.get("recomendacion.fecha") or plazo,
            origen=OrigenDeRecomendacion.PROPUESTA
            if hecha.causa
            else OrigenDeRecomendacion.OFICINA,
            respuesta=datos.get("recomendacion.respuesta") or None,
        )

    # -------------------------------------------------------------- de qué filas

    def _filas(
        self, hecha: RecomendacionDelEsquema, celda: str, lugar: str
    ) -> Iterator[FilaRecomendada]:
        """Las filas del plan que una recomendación nombra, como se llamaban al imprimirla.

        ``celda``: lo que dice de ellas; avisa si ya nombra otras.
        """
        huellas = de_breve(hecha.huellas or "")
        varias = len(huellas) > 1  # que van por sus códigos
        nombres = [] if varias else celda.split("\n")
        if nombres and len(nombres) != len(huellas) and (huellas or any(nombres)):
            motivo = f"{_NOMBRA_OTRAS}: {celda}"
            self.avisos.append(Aviso("lectura_dudosa", lugar, motivo))
            nombres = []
        codigos: list[str] = []
        for numero, (marca, huella) in enumerate(zip(hecha.filas, huellas, strict=False)):
            nombre = nombres[numero] if nombres else ""
            fila = (
                self._por_huella.get(huella)
                or self._en_la_matriz(marca, huella)
                or _como_se_nombra(nombre, huella)
            )
            if fila is not None:
                codigos += [fila.codigo or ""] if numero < CODIGOS else []
                yield fila
                continue
            como = f": queda como la nombra, «{nombre}»" if nombre else ", y no se sigue"
            motivo = f"una de sus filas ya no está en el plan, y el informe no la trae entera{como}"
            self.avisos.append(Aviso("lectura_dudosa", lugar, motivo))
            if nombre:
                yield FilaRecomendada(texto=nombre)
        if varias and celda and "\n" not in celda:
            dichas = len(_SEPARA.split(celda))
            if dichas != min(len(huellas), CODIGOS) or any(c not in celda for c in codigos):
                motivo = f"{_NOMBRA_OTRAS}: {celda}"
                self.avisos.append(Aviso("lectura_dudosa", lugar, motivo))

    def _en_la_matriz(self, marca: str, huella: int) -> FilaRecomendada | None:
        """La fila de ese informe que tiene esa huella, con su código y su texto de entonces.

        ``None`` si ninguna.
        ``marca``: la suya.
        """
        for linea in (linea for linea in self._lineas if marca and linea.marca == marca):
            dichos = ["", *linea.textos, *(r for t in linea.textos for r in t.split("\n"))]
            for codigo, texto in product(dict.fromkeys(dichos), repeat=2):
                if huella_de((codigo, texto)) == huella:
                    return FilaRecomendada(codigo=codigo or None, texto=texto)
        return None


_NOMBRA_OTRAS = "nombra otras filas que las que se imprimieron, y se siguen éstas"
_SEPARA = expresion(r"[,;·] (?!y \d)")
"""Entre dos códigos de una lista (``informe.frases.en_lista``)."""


def _como_se_nombra(nombre: str, huella: int) -> FilaRecomendada | None:
    """La fila que una recomendación nombra entera, ``1.2 Elaborar el plan``, si es esa."""
    codigo, _, texto = nombre.partition(" ")
    for fila in (FilaRecomendada(codigo=codigo, texto=texto), FilaRecomendada(texto=nombre)):
        if huella_de_fila(fila) == huella:
            return fila
    return None
