"""El encargo de componer un documento, y el sitio en que se escribe cada bloque suyo.

Debajo, las recomendaciones de un informe: el texto que reemplazan, y qué dice de ellas el archivo.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

import attrs

from paac_reportes import clases
from paac_reportes.composicion.marcas import Marcas, marcas_para
from paac_reportes.composicion.pagina import Membretes
from paac_reportes.composicion.tablas.alcances import FilasDadas, UnComponente
from paac_reportes.composicion.tablas.por_clase import TablasPorClase
from paac_reportes.composicion.tablas.tabla import AjustesDeTablas
from paac_reportes.composicion.variables import RedaccionDePlantilla
from paac_reportes.errores import Aviso
from paac_reportes.formatos.definicion.bloques import BloqueTitulo
from paac_reportes.formatos.definicion.esquema import RecomendacionDelEsquema
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.metodologia import metodologia_de, metodologia_entera, reglas_para
from paac_reportes.maqueta.aspecto import color_de_nivel
from paac_reportes.maqueta.contenido import NumeroDeLeyenda
from paac_reportes.maqueta.documento import Medio
from paac_reportes.maqueta.estilos import ESTILO_DE_LEYENDA
from paac_reportes.maqueta.medida.ajuste import Lienzo
from paac_reportes.maqueta.nodos import Bloque, Parrafo
from paac_reportes.modelo import CambioDocumento, Firma, Metodologia, Plan
from paac_reportes.modelo.filas import LISTAS_DE_LA_MATRIZ
from paac_reportes.modelo.metodologia import Escala, Informe, informes_hasta
from paac_reportes.modelo.plan import anteriores_a, del_corte
from paac_reportes.modelo.recorrer import Parada, recorrer
from paac_reportes.modelo.temas import Contenido, el_de
from paac_reportes.normativa.normas import buscar_escala

if TYPE_CHECKING:
    from paac_reportes.analisis.anterior import PlanAnterior
    from paac_reportes.analisis.riesgos.cifras import CalorDelMapa
    from paac_reportes.informe.hallazgos import Hallazgos
    from paac_reportes.informe.parrafos import Prosa


@clases.frozen(eq=False, slots=False)
class EncargoDeComposicion:
    """Encargo de composición: un contenido, en un formato y un corte."""

    contenido: Contenido
    """El plan, o el mapa de riesgos si el formato es de él."""
    formato: Formato
    corte: date | None
    filas: FilasDadas = ()
    metodologia: Metodologia | None = None
    """La metodología pedida, que manda sobre la del plan y la del formato."""
    anterior: "PlanAnterior | None" = None
    """El plan del informe anterior, si se dio."""
    publico: bool = False
    """Si es para publicar: lo que no se publica ya no está en el plan."""
    medio: Medio = "documento"
    con_rutas: bool = False
    """Si las marcas han de saber qué dato dice cada celda: cuando el documento vuelve."""
    _numeradas: Counter[str] = attrs.Factory(Counter)
    _ya_escritas: list[str] = attrs.Factory(list)
    """Las notas de las columnas que no salen."""
    avisos: list[Aviso] = attrs.Factory(list)
    """Avisos de lo que se va escribiendo."""
    hojas_aparte: dict[str, list[Bloque]] = attrs.Factory(dict)
    """Bloques de la sección que se escribe que en un libro van en otras hojas, por su nombre."""

    def leyenda(self, clase: str, texto: str, clave: str | None = None) -> Iterator[Parrafo]:
        """La leyenda ``Tabla 3. Normas…``, o nada sin texto; cada ``clase`` lleva su cuenta.

        ``clave``: con la que otro texto remite a ella.
        """
        if not texto.strip():
            return
        self._numeradas[clase] += 1
        numero = NumeroDeLeyenda(clase, self._numeradas[clase], clave or "")
        if self.formato.numeracion is None and not self.tiene_hojas_aparte:
            yield Parrafo(f"{numero.texto}. {texto}", ESTILO_DE_LEYENDA)
        else:
            yield Parrafo((numero, f". {texto}"), ESTILO_DE_LEYENDA)

    def notas_nuevas(self, notas: Iterable[str]) -> Iterator[str]:
        """Las notas que aún no se han dicho, que quedan por dichas: van bajo la primera tabla."""
        for nota in notas:
            if nota not in self._ya_escritas:
                self._ya_escritas.append(nota)
                yield nota

    @clases.propiedad_recordada
    def marcas(self) -> Marcas:
        """Las marcas escondidas del documento, que se anotan a medida que se escribe."""
        return marcas_para(
            self.contenido,
            self.lugares,
            self.corte,
            con_rutas=self.con_rutas,
            publico=self.publico,
        )

    @clases.propiedad_recordada
    def lugares(self) -> list[Parada]:
        """Los lugares de todo lo que el contenido trae y puede ser una fila, en su orden."""
        del_tema = LISTAS_DE_LA_MATRIZ if isinstance(self.contenido, Plan) else ()
        return recorrer(self.contenido, *del_tema, CambioDocumento, Firma)

    @clases.propiedad_recordada
    def textos(self) -> Mapping[str, str]:
        """Los textos del contenido que salen; donde van las recomendaciones, no sale el texto."""
        fuera = textos_con_registros(self.contenido, self.formato, self.corte)
        return {clave: t for clave, t in self.contenido.textos.items() if clave not in fuera}

    @clases.propiedad_recordada
    def tiene_hojas_aparte(self) -> bool:
        """Si en un libro algo va en su propia hoja; lo que queda, en una columna, remite a ella."""
        return self.medio == "libro" and any(getattr(b, "hoja", "") for b in self.formato.cuerpo)

    @property
    def numera(self) -> bool:
        """Si hay qué numerar u omitir al final, o una frase que pueda remitir a otra parte."""
        omite = any(isinstance(b, BloqueTitulo) and b.omite_vacio for b in self.formato.cuerpo)
        numera = self.formato.numeracion is not None
        return numera or omite or self.tiene_hojas_aparte or "hallazgos" in vars(self)

    @property
    def blancos_propios(self) -> bool:
        """Si una celda en blanco es de su fila, y no parte de la de arriba."""
        return self._metodologia_elegida.blancos == "propias"

    def ajustes_de_tablas(self) -> AjustesDeTablas:
        """Ajustes con que se componen sus tablas; otros cada vez, que recuerdan las suyas."""
        return AjustesDeTablas(
            corte=self.corte,
            informes=self.informes,
            marcas=self.marcas,
            blancos_propios=self.blancos_propios,
            escala=self.escala,
            colores=self.formato.aspecto.resuelto.paleta.de_cuentas,
            alinea=not self.formato.aspecto.resuelto.tabla.cuadricula,
            letras=lambda: self.letras_de_cada_fila,
        )

    @clases.propiedad_recordada
    def informes(self) -> tuple[Informe, ...]:
        """Los informes del año; hallarlos recorre el plan, y casi ningún formato los pide."""
        if not self.formato.por_corte:
            return ()
        vigencia, cada_cuanto = self.contenido.vigencia, self.formato.periodicidad
        return informes_hasta(self.corte, self.contenido.cortes(), vigencia, cada_cuanto)

    @clases.propiedad_recordada
    def calor(self) -> "CalorDelMapa | None":
        """El mapa de calor en el corte, para todos sus bloques; ``None`` si no hay mapa."""
        mapa = el_de(self.contenido, "mapa")
        if mapa is None:
            return None
        # Casi ningún formato lo pide.
        from paac_reportes.analisis.riesgos import cifras, valoracion  # noqa: PLC0415

        return cifras.calor_del_mapa(mapa, self.corte, valoracion.metodologia_del_mapa(mapa, {}))

    @clases.propiedad_recordada
    def escala(self) -> Escala | None:
        """La escala de zonas, con los colores del formato, si alguna columna se colorea así."""
        if not self.formato.por_zona:
            return None
        escala = buscar_escala(self._metodologia_elegida.escala)
        colores = [color_de_nivel(n, len(escala.zonas)) for n in range(len(escala.zonas))]
        zonas = (attrs.evolve(z, color=c) for z, c in zip(escala.zonas, colores, strict=True))
        return attrs.evolve(escala, zonas=tuple(zonas))

    @property
    def saca_cifras(self) -> bool:
        """Si es un informe de las cifras de un plan."""
        return self.formato.es_informe and isinstance(self.contenido, Plan)

    @property
    def metodologia_de_sus_cifras(self) -> Metodologia | None:
        """Metodología entera con que un informe saca sus cifras; ``None`` en lo demás."""
        if not self.saca_cifras:
            return None
        return metodologia_entera(self.contenido, self.metodologia, self.formato.metodologia)

    @property
    def _metodologia_elegida(self) -> Metodologia:
        return metodologia_de(self.contenido, self.metodologia, self.formato.metodologia)

    @property
    def prosa(self) -> "Prosa":
        """Lo que el informe dice de sus hallazgos, en párrafos."""
        from paac_reportes.informe.parrafos import Prosa  # noqa: PLC0415 - sólo si se pide

        return Prosa(self.hallazgos)

    @clases.propiedad_recordada
    def letras_de_cada_fila(self) -> dict[str, str]:
        """Letras de las cuentas en que está cada fila, por su ruta: ``RYD``."""
        from paac_reportes.informe.listas import letras_de  # noqa: PLC0415 - si las muestra

        return letras_de(self.hallazgos)

    @clases.propiedad_recordada
    def hallazgos(self) -> "Hallazgos":
        """Lo que se halla al analizar el contenido en el corte."""
        from paac_reportes.informe.hallazgos import Hallazgos  # noqa: PLC0415 - sólo si se pide

        reglas = reglas_para(self.contenido, self.metodologia, self.formato.metodologia)
        publicado = None
        if self.anterior is not None:
            from paac_reportes.formatos.anterior import publicado_de  # noqa: PLC0415 - si lo hay

            elegidas = self.metodologia, self.formato.metodologia
            plan = cast("Plan", self.contenido)  # sólo él tiene un informe anterior
            publicado = publicado_de(plan, self.corte, reglas, self.anterior, *elegidas)
        return Hallazgos(
            self.contenido,
            self.corte,
            reglas,
            publicado=publicado,
            publico=self.publico,
        )


@clases.frozen(kw_only=True)
class Sitio:
    """Sitio: dónde se escribe un bloque, con la parte del plan que le toca y sus variables."""

    encargo: EncargoDeComposicion
    ajustes: AjustesDeTablas
    membretes: Membretes
    lienzo: Lienzo
    redaccion: RedaccionDePlantilla
    componentes: Sequence[UnComponente]
    por_clase: TablasPorClase
    es_el_primero: bool
    proceso: Parada | None = None
    """El proceso del mapa de riesgos, si el bloque es de uno solo."""


# ------------------------------------------------------------------ las recomendaciones
def textos_con_registros(
    contenido: Contenido, formato: Formato, corte: date | None
) -> frozenset[str]:
    """Claves de los textos en cuyo lugar el formato muestra recomendaciones que el plan trae.

    Sólo de las que alguna tabla recorre: las del corte, las anteriores a él, o ambas.
    """
    recomendaciones = contenido.recomendaciones if isinstance(contenido, Plan) else ()
    if not recomendaciones:
        return frozenset()
    recorridos = {s.recorre for tabla in formato.tablas.values() for s in tabla.secciones}
    las_trae = {
        "recomendaciones": bool(del_corte(recomendaciones, corte)),
        "recomendaciones_anteriores": bool(anteriores_a(recomendaciones, corte)),
    }
    return frozenset(clave for clave, trae in las_trae.items() if trae and clave in recorridos)


def recomendaciones_del_esquema(
    encargo: EncargoDeComposicion,
) -> Iterable[RecomendacionDelEsquema] | None:
    """Las que un informe hace, como las dice su archivo; ``None`` si no lo es, o al publicar."""
    es_de_un_plan = isinstance(encargo.contenido, Plan) and not encargo.publico
    if not (encargo.formato.recomienda and es_de_un_plan):
        return None
    from paac_reportes.informe.recomendaciones import en_el_esquema  # noqa: PLC0415 - pocos

    return en_el_esquema(encargo.hallazgos.analisis)


def avisos_de_cumplidas(encargo: EncargoDeComposicion) -> Iterator[Aviso]:
    """Avisos de las recomendaciones que se declararon cumplidas y cuyas filas siguen vencidas."""
    if not (encargo.formato.recomienda and isinstance(encargo.contenido, Plan)):
        return
    for numero, recomendacion in enumerate(encargo.contenido.recomendaciones):
        if vencidas := encargo.hallazgos.cumplidas_y_vencidas.get(recomendacion.id):
            cuales = ", ".join(fila.fila.identificador or fila.ruta for fila in vencidas)
            motivo = f"se declaró cumplida, y sigue vencido lo que pidió terminar: {cuales}"
            yield Aviso("cumplida_y_vencida", f"recomendaciones[{numero}].estado", motivo)
