"""Los párrafos de un informe que salen de las cifras; lo que no se sabe no se dice."""

from collections.abc import Iterator
from itertools import pairwise

from paac_reportes import clases
from paac_reportes.analisis.analisis import Analisis, codigos_de
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.metodologia import serie_de
from paac_reportes.analisis.revision import cortes_con_fracciones
from paac_reportes.analisis.riesgos.frases import hallazgo_del_mapa
from paac_reportes.formatos.calendario import frases_de_los_cortes
from paac_reportes.informe import (
    apertura,
    conclusiones,
    frases,
    frases_de_reporte,
    historia,
    partes,
    recomendaciones,
)
from paac_reportes.informe.cambios import frase_de_cambios, frase_de_los_riesgos
from paac_reportes.informe.frases import Medida, enumerar, medida_mas_fuerte, metodo_de, palabras_de
from paac_reportes.informe.hallazgos import Hallazgos
from paac_reportes.informe.riesgos import (
    acciones_por_vencer,
    decisiones_de_riesgos,
    del_resumen,
    presentacion,
)
from paac_reportes.modelo.metodologia import Escala, Periodo
from paac_reportes.normativa.normas import (
    ciudad_de,
    escala_de_la_guia,
    regimen_de_las_fechas,
    regimen_del_plan,
    regimen_vencido,
)
from paac_reportes.textos.frases import con_articulo, con_de, con_mayuscula, municipio_en, seguidas
from paac_reportes.textos.markdown import ConEntrada, ListaDeMarkdown, Parrafos, Subtitulo
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.remisiones import Remite
from paac_reportes.textos.valores import (
    VERIFICACIONES,
    con_miles,
    contar,
    dia_y_mes,
    fecha_corta,
    fecha_larga,
    lista,
    numero,
    porcentaje,
)


@clases.frozen
class Prosa:
    """Lo que un informe dice de un plan en un corte."""

    _hallazgos: Hallazgos
    """Hallazgos de donde salen las cifras, que se calculan cuando un párrafo las pide."""

    @property
    def periodo(self) -> str:
        """El nombre del período y sus días; vacío si no hay corte, o si llegó sólo un mapa."""
        periodo = self._hallazgos.periodo
        if periodo is None:
            return ""
        dias = _dias(periodo)
        return dias.capitalize() if periodo.es_libre else f"{periodo.nombre} ({dias})"

    @property
    def presentacion(self) -> str:
        """Qué se presenta, de quién y con qué se hizo."""
        analisis = self._hallazgos.analisis
        plan, corte = analisis.plan, analisis.corte
        regimen = regimen_del_plan(plan, corte)
        vigencia = f", vigencia {plan.vigencia}" if plan.vigencia else ""
        oficinas = analisis.dependencias
        fuente = "Se hizo con lo que reportaron "
        fuente += "las dependencias" if oficinas else "los responsables"
        if len(oficinas) == 1:
            fuente = f"Se hizo con lo que reportó {con_articulo(frases.oficina_de(oficinas[0]))}"
        if not analisis.todo.llego_reporte:
            fuente = "No se recibió ningún reporte"
        al_corte = f" con corte al {fecha_larga(corte)}" if corte else ""
        return seguidas(
            f"La oficina de control interno presenta el seguimiento al {regimen.nombre}"
            f" ({regimen.sigla}) {con_de(plan.entidad.nombre)}{vigencia}.",
            f"{fuente}{al_corte}.",
            self.general,
        )

    @property
    def ciudad(self) -> str:
        """De dónde escribe la entidad: la de su DIVIPOLA o, sin él, la que su nombre dice."""
        entidad = self._hallazgos.analisis.plan.entidad
        return ciudad_de(entidad) or municipio_en(entidad.nombre)

    @property
    def proximo_corte(self) -> str:
        """El día del corte que sigue; vacío si no lo hay."""
        siguiente = self._hallazgos.analisis.siguiente
        return fecha_larga(siguiente) if siguiente else ""

    @property
    def tratamiento(self) -> str:
        """Cómo se trata a quien se escribe: a una dependencia, ``Señores``."""
        analisis = self._hallazgos.analisis
        oficinas = {en_plano(oficina.nombre) for oficina in analisis.dependencias}
        destinatario = analisis.plan.textos.get("destinatario", "")
        return "Señores" if en_plano(destinatario) in oficinas else "Señor(a)"

    @property
    def general(self) -> str:
        """De qué consta el plan y de cuánto se reportó."""
        analisis, cifras = self._hallazgos.analisis, self._hallazgos.analisis.todo
        if not cifras.filas:
            return "No trae actividades ni trámites."
        partes = [contar(len(analisis.componentes), "componente", "componentes")]
        if analisis.dependencias:
            partes.append(contar(len(analisis.dependencias), "dependencia", "dependencias"))
        frase = f"Comprende {enumerar(cifras.filas)}, en {lista(partes)}."
        vacios = analisis.componentes_sin_filas
        if vacios:
            frase += f" Sin filas: {lista([f'«{nombre}»' for nombre in vacios])}."
        if analisis.periodo is None:
            return frase
        return f"{frase} Los reportes son los del período {_dias(analisis.periodo)}."

    @property
    def hallazgo(self) -> str:
        """Cuánto debía estar terminado y cuánto lo está; antes, lo que debía y se cambió."""
        analisis = self._hallazgos.analisis
        frase = apertura.hallazgo(analisis) or (self._medidas or [""])[0]
        return Parrafos((historia.lo_mas_grave(analisis), frase))

    @property
    def decisiones(self) -> str:
        """Lo que se pide decidir: qué, a quiénes y para cuándo; antes, lo que lo cambia todo."""
        analisis = self._hallazgos.analisis
        salvedades = (
            regimen_vencido(analisis.plan, analisis.corte),
            *frases_de_reporte.salvedades(analisis.todo),
            self.presenta_anteriores,
        )
        del_mapa = [*self._lo_grave_del_mapa()]
        peticiones = apertura.decisiones(analisis, del_mapa[0] if del_mapa else "")
        # Sin nada que pedir, lo demás del mapa también cabe.
        libres = apertura.DECISIONES - len(peticiones)
        peticiones += del_mapa[1 : 1 + libres]
        titulo = Subtitulo("Lo que se pide decidir" if peticiones else "")
        return Parrafos((*salvedades, titulo, ListaDeMarkdown(peticiones, numerada=True)))

    @property
    def titulo_del_resumen(self) -> str:
        """Lo que sobresale en la tabla del resumen, que es su título."""
        return partes.titulo_del_resumen(self._hallazgos.analisis)

    @property
    def de_quien_son_las_partes(self) -> str:
        """``Dependencia`` o ``Componente``: el rótulo de la tabla del resumen."""
        return "Dependencia" if self._hallazgos.analisis.reparto else "Componente"

    @property
    def vencidas(self) -> str:
        """El rótulo de lo vencido: ``Vencidas y sin reporte``, si de ninguna se dijo nada."""
        cifras = self._cifras
        return apertura.nombre_de_vencidas(cifras.cumplimiento, palabras_de(cifras.aplican))

    @property
    def vocal(self) -> str:
        """La que concuerda con las filas del plan, ``terminad{{ prosa.vocal }}s``: a, u o."""
        return palabras_de(self._cifras.aplican).vocal

    @property
    def actividad(self) -> str:
        """Cómo se llama lo que se recomienda: ``trámite``, ``riesgo``, ``actividad o riesgo``."""
        filas_del_plan = recomendaciones.filas_del_analisis(self._hallazgos.analisis)
        son_riesgos = {
            fila.es_riesgo
            for pedida in self._hallazgos.recomendaciones
            for fila in filas_del_plan.como_estan(pedida.filas, pedida.responsable)
        }
        singular = palabras_de(self._cifras.aplican).singular
        return " o ".join([singular] * (son_riesgos != {True}) + ["riesgo"] * (True in son_riesgos))

    @property
    def actividades(self) -> str:
        """Cómo se llaman las filas del plan: ``trámites``, si todas lo son."""
        return palabras_de(self._cifras.aplican).plural

    @property
    def que_es_una_actividad(self) -> str:
        """Qué se cuenta, si el plan trae más que actividades; vacío si no."""
        return frases.que_es_una_actividad(self._cifras.filas)

    @property
    def dos_rojos(self) -> str:
        """Qué es cada rojo de una barra, si lo vencido va en los dos."""
        cuenta = self._cifras.cumplimiento
        que_es = "En el rojo más intenso, lo vencido sin reporte."
        return que_es if cuenta.vencidas and cuenta.vencidas_sin_reporte else ""

    @property
    def componentes(self) -> str:
        """El componente que mejor va, y dónde está lo vencido."""
        return partes.frase_de_componentes(self._hallazgos.analisis)

    @property
    def titulo_por_componente(self) -> str:
        """En cuántos componentes está lo vencido, que es el título de su tabla."""
        analisis = self._hallazgos.analisis
        return partes.donde_esta_lo_vencido(analisis.componentes, partes.COMPONENTES)

    @property
    def titulo_por_dependencia(self) -> str:
        """En cuántas dependencias está lo vencido; vacío si el plan no va por varias."""
        return partes.donde_esta_lo_vencido(self._hallazgos.analisis.reparto, partes.DEPENDENCIAS)

    @property
    def lo_verificado(self) -> str:
        """Qué verificó control interno o, si nada, de quién son las cifras."""
        # La frase del avance ya dice qué sostiene lo verificado.
        sostiene = "" if self.avance in self.hallazgo else frases.verificado(self._cifras)
        return seguidas(self._revisadas, sostiene) or self._nada_verificado

    def _lo_grave_del_mapa(self) -> Iterator[str]:
        """Las frases de lo más grave del mapa de riesgos, si lo hay."""
        cifras = self._hallazgos.riesgos
        if cifras is not None:
            yield from del_resumen(cifras, publico=self._hallazgos.publico)

    @property
    def resultados(self) -> str:
        """Lo reportado, lo terminado y el avance: primero, lo que más sostienen los datos."""
        cifras = self._cifras
        if cifras.filas and not cifras.aplican:
            return Parrafos((frases.frase_de_lo_que_no_aplica(cifras),))
        primera, *demas = self._medidas
        primera = seguidas(frases.frase_de_lo_que_no_aplica(cifras), primera)
        return Parrafos((primera, *demas, self.avance_del_periodo))

    @property
    def cobertura(self) -> str:
        """De cuánto de lo que aplica se reportó algo en el período."""
        return frases_de_reporte.cobertura(self._cifras)

    @property
    def por_vencer(self) -> str:
        """Cuánto vence antes del próximo corte, y hasta cuándo: el título de su tabla."""
        return frases_de_reporte.titulo_de_lo_que_vence(self._hallazgos.analisis)

    @property
    def donde_estan_todas(self) -> str:
        """Cómo se leen los números de lo recomendado, y dónde está lo que no se nombra."""
        hallazgos = self._hallazgos
        recomendadas, rutas = hallazgos.recomendaciones, hallazgos.rutas_de_propuestas
        filas = recomendaciones.filas_del_analisis(hallazgos.analisis)
        nombres = (recomendaciones.nombres_de(r, filas, rutas.get(r.id, ())) for r in recomendadas)
        todas = frases.donde_estan_todas(len(r.filas) for r in recomendadas)
        return seguidas(frases.como_se_leen(nombres), todas)

    @property
    def cuentas_de_la_matriz(self) -> str:
        """Qué no lleva la matriz, y dónde se dice qué cuenta cada letra de la columna «Cuenta»."""
        omitidas = (
            "Se omite la columna que está en blanco en toda su tabla, salvo la de lo reportado."
        )
        donde = Remite("letras", antes=" Qué cuenta cada letra lo dice la ", despues=".", si_no="")
        return f"{omitidas}{donde}"

    @property
    def ejecutado(self) -> str:
        """Lo que se hizo, en palabras de las dependencias."""
        return conclusiones.ejecutado(self._hallazgos.analisis)

    @property
    def sustento(self) -> str:
        """Cómo se rehace el promedio desde lo impreso; vacío si no lo hay."""
        return frases_de_reporte.sustento(self._cifras)

    @property
    def _medidas(self) -> list[str]:
        """Un párrafo por medida, primero la que más sostienen los datos."""
        if self._cifras.filas and not self._cifras.aplican:
            return [frases.frase_de_lo_que_no_aplica(self._cifras)]
        if self._hallazgos.analisis.corte is None:
            return [self.avance]
        medidas: dict[Medida, str] = {
            "cobertura": self.cobertura,
            "cumplimiento": self.cumplimiento,
            "avance": self.avance,
        }
        primera = medidas.pop(medida_mas_fuerte(self._cifras))
        return [primera, *filter(None, medidas.values())]

    @property
    def avance(self) -> str:
        """El avance acumulado, con su método, su base y su zona."""
        frase = frases.avance_acumulado(self._cifras, del_plan=True)
        return seguidas(frase, self._si_parecen_fracciones())

    @property
    def avance_del_periodo(self) -> str:
        """Lo que cambió desde el corte anterior, o por qué no se sabe."""
        if self._hallazgos.analisis.corte is not None and self._cifras.periodo is None:
            return frases_de_reporte.sin_anterior(self._hallazgos.analisis)
        return frases.avance_del_periodo(self._cifras)

    @property
    def cumplimiento(self) -> str:
        """De lo que ya debía estar terminado, cuánto lo está."""
        return frases.cumplimiento(self._cifras)

    @property
    def pendientes(self) -> str:
        """Lo que se debía y no está; cada cuenta es la de las filas de su tabla."""
        return frases_de_reporte.pendientes(self._hallazgos.analisis)

    @property
    def metodologia(self) -> str:
        """Cómo se sacaron las cifras, con el nombre de cada elección."""
        return como_se_saco(self._hallazgos.analisis)

    @property
    def dependencias(self) -> str:
        """De cuántas dependencias se reportó algo; vacío si el plan no va por varias."""
        dependencias = self._hallazgos.analisis.reparto
        if not dependencias:
            return ""
        cuantas, total = sum(cifras.llego_reporte for cifras in dependencias), len(dependencias)
        if cuantas == total:
            return f"Las {con_miles(total)} dependencias reportaron algo en el período."
        if not cuantas:
            return f"Ninguna de las {con_miles(total)} dependencias reportó algo en el período."
        verbo = "reportó" if cuantas == 1 else "reportaron"
        sujeto = f"{con_miles(cuantas)} de las {con_miles(total)} dependencias"
        return f"En el período {verbo} algo {sujeto}."

    @property
    def verificacion(self) -> str:
        """Qué evidencias verificó control interno; vacío si no consta ninguna revisión."""
        return seguidas(self._revisadas, frases.verificado(self._cifras, sostiene=False))

    @property
    def _revisadas(self) -> str:
        """Cuántas evidencias del período se revisaron, y cómo salieron; vacía si ninguna."""
        cifras = self._cifras
        revisadas = cifras.las(lambda fila: fila.revision is not None)
        revisiones = [fila.revision.resultado for fila in revisadas if fila.revision]
        if not revisiones:
            return ""
        clases = [
            f"{con_miles(cuantas)} {_concordado(nombre, cuantas)}"
            for resultado, nombre in VERIFICACIONES.items()
            if (cuantas := revisiones.count(resultado))
        ]
        if len(clases) == 1 < len(revisiones):
            clases = [f"todas {clases[0].partition(' ')[2]}"]
        reportadas = sum(fila.aplica and fila.reportada for fila in revisadas)
        todas, numeros = len(cifras.reportadas), (len(revisadas), len(cifras.reportadas))
        cuales = "de {n} {de_las} {filas} reportad@s en el período"
        if reportadas < len(revisadas):  # un guion, o lo que no aplica, no es un reporte
            cuales = "de {cuenta} en el período, {cuantas} con reporte"
            numeros = len(revisadas), reportadas
        elif len(revisadas) == todas:
            cuales = "{de_las} {filas} reportad@s en el período"
        frase = f"Control interno revisó las evidencias {cuales}: {{clases}}."
        return palabras_de(revisadas).di(frase, *numeros, clases=lista(clases))

    @property
    def _nada_verificado(self) -> str:
        """La frase de cuando no consta ninguna verificación: de quién son entonces las cifras."""
        analisis, frase = self._hallazgos.analisis, _NADA_VERIFICADO
        if analisis.todo.hay_verificacion:  # de otro corte, y ya se dijo qué sostiene
            return ""
        if not any(fila.reportada or fila.situacion.se_conoce for fila in analisis.todo.filas):
            return f"{frase}."
        oficinas = analisis.dependencias
        if len(oficinas) == 1:
            oficina = con_articulo(frases.oficina_de(oficinas[0]))
            return f"{frase}: las cifras son lo que declaró {oficina}."
        declarantes = "las dependencias" if oficinas else "los responsables"
        return f"{frase}: las cifras son lo que declararon {declarantes}."

    @property
    def mapa_de_riesgos(self) -> str:
        """Del mapa de riesgos, lo que ocurrió, de qué consta y quién lo siguió; vacío sin mapa."""
        cifras = self._hallazgos.riesgos
        if cifras is None:
            return ""
        return presentacion(cifras, publico=self._hallazgos.publico)

    @property
    def hallazgo_del_mapa(self) -> str:
        """Cuántos riesgos siguen en las dos zonas más altas; vacío sin mapa."""
        cifras = self._hallazgos.riesgos
        if cifras is None:
            return ""
        return hallazgo_del_mapa(cifras)

    @property
    def decisiones_del_mapa(self) -> str:
        """Lo que del mapa pide una decisión, y lo último, qué vence; vacío si nada."""
        cifras = self._hallazgos.riesgos
        if cifras is None:
            return ""
        return Parrafos(
            _que_decidir(tuple(decisiones_de_riesgos(cifras)), acciones_por_vencer(cifras))
        )

    @property
    def cambios(self) -> str:
        """Qué cambió frente al anterior, si algo; vacío si es el primer corte."""
        comparacion = self._hallazgos.comparacion
        if comparacion is None:
            return ""
        frase = frase_de_cambios(comparacion)
        de_los_riesgos = comparacion.riesgos and frase_de_los_riesgos(comparacion.riesgos)
        acumulado = frases.acumulado_publicado(self._cifras) if frase else ""
        return seguidas(frase, acumulado, de_los_riesgos or "")

    @property
    def conclusiones(self) -> str:
        """Lo que las cifras permiten afirmar, en una lista; vacío si nada."""
        return ListaDeMarkdown(conclusiones.conclusiones(self._hallazgos.analisis))

    @property
    def presenta_recomendaciones(self) -> str:
        """Con qué se abre la tabla de las recomendaciones del corte; vacío si no hay."""
        return recomendaciones.presentar(self._hallazgos.recomendaciones)

    @property
    def presenta_anteriores(self) -> str:
        """Cómo van las recomendaciones de cortes anteriores; vacío si no hay."""
        suyos = self._hallazgos
        return recomendaciones.como_van_las_anteriores(
            suyos.recomendaciones_anteriores, suyos.anteriores, suyos.cumplidas_y_vencidas
        )

    def _si_parecen_fracciones(self) -> str:
        """La advertencia de que unos avances parecen partes de uno; vacía si no los hay."""
        analisis = self._hallazgos.analisis
        if analisis.corte is None or self._cifras.avance is None:
            return ""
        cortes = cortes_con_fracciones(analisis.plan)
        dudosos = [fecha_corta(dia) for dia in cortes if dia <= analisis.corte]
        if not dudosos:
            return ""
        return (
            f"Los avances con corte {lista(dudosos)} parecen partes de uno y no porcentajes: se"
            " leyeron como están escritos."
        )

    @property
    def _cifras(self) -> Cifras:
        return self._hallazgos.analisis.todo


_RENGLONES = 5
"""Renglones de lo que pide una decisión, de un mapa que llega solo."""


def _que_decidir(graves: tuple[str, ...], por_vencer: str) -> tuple[str, ...]:
    """La lista de lo más grave, con su título; al final, lo que va a vencer. Nada si no hay."""
    al_final = tuple(filter(None, [por_vencer]))
    decisiones = (*graves[: _RENGLONES - len(al_final)], *al_final)
    if not decisiones:
        return ()
    return ConEntrada("Lo que se pide decidir"), ListaDeMarkdown(decisiones)


_NADA_VERIFICADO = "No consta verificación de evidencias por control interno"


def _dias(periodo: Periodo) -> str:
    return f"del {fecha_larga(periodo.inicio)} al {fecha_larga(periodo.corte)}"


def _concordado(nombre: str, cuantas: int) -> str:
    """``Verificada en parte``, en minúscula y en plural si son varias."""
    return nombre.lower().replace("verificada", "verificada" if cuantas == 1 else "verificadas")


# ------------------------------------------------------------------ cómo se sacaron las cifras


_ARRASTRE = {
    "ultimo_conocido": (
        "Vale el último avance o estado declarado hasta el corte, aunque venga de uno anterior; un"
        " texto no lo cambia"
    ),
    "solo_del_corte": (
        "En los promedios y las zonas sólo cuenta el avance que se declaró en el período; para"
        " saber si algo está terminado, vale el último que se declaró"
    ),
}
_CUMPLIDA_SIN_NUMERO = {
    "cien": (
        "Lo que se declara cumplido sin un porcentaje cuenta 100\xa0%. Donde nadie declaró un"
        " porcentaje no hay promedio: sólo se declararon estados"
    ),
    "desconocida": (
        "De lo que se declara cumplido sin un porcentaje no se conoce el avance: no entra en los"
        " promedios"
    ),
}
_BLANCOS = {
    "aparte": (
        "Una celda en blanco bajo un texto puede ser la misma celda de la matriz. Va aparte: no se"
        " cuenta como vencida ni sin reporte. Bajo un porcentaje o un estado solos, sí se cuenta"
    ),
    "propias": "Cada celda en blanco se toma como propia: es de {} que no reportó",
    "combinadas": "Una celda en blanco bajo un texto se toma como la misma celda",
}

_PROMEDIO = (
    "El avance acumulado es el {}. Sólo entra lo que aplica y cuyo porcentaje se conoce: lo que se"
    " desconoce no cuenta como cero"
)
_DE_SIEMPRE = (
    (
        "Un estado sin porcentaje deja el último que se conocía, si es menos de 100\xa0%, y se dice"
        " de qué corte es"
    ),
    (
        "Lo que se hace más de una vez y se declara cumplido queda al día hasta su siguiente fecha."
        " Si desde ella no se vuelve a reportar, su avance no se conoce, y no se da por vencido"
    ),
    (
        "Para decir entre qué dos valores está el avance del plan, lo que falta por conocer se"
        " cuenta en 0\xa0% y en 100\xa0%"
    ),
    (
        "El cambio del período, en puntos, se promedia por el mismo método. Sólo entra lo que se"
        " conoce en este corte y en el anterior"
    ),
    (
        "Es exigible lo continuo y lo que tiene en el período uno de sus días o un rango que se"
        " cruza con él. También, lo que quedó sin terminar o sin reportar de antes"
    ),
    "El cumplimiento es lo que se sabe terminado entre aquello cuyo último día ya llegó",
    "Lo que tiene varias fechas escritas y se declaró terminado antes de la última no vence",
    (
        "Lo que ya debía estar terminado y se declaró sin terminar está vencido. Si nada se ha"
        " reportado, está vencido sin reporte. Si sólo trae textos, siempre o desde que"
        " estuvo al día, está por determinar: de ellos nada se deduce"
    ),
)


_FRENTE_A_LO_PUBLICADO = (
    "Lo del corte anterior es lo que publicó su informe, y desde ello se cuenta lo que subió, bajó"
    " o terminó. Lo que no publicó como conocido se conoce por primera vez. Lo que de él se"
    " corrigió después entra en el cambio del período, y se dice aparte"
)
_LO_VERIFICADO = (
    "Lo verificado sostiene al menos el promedio en que sólo cuenta el avance que se verificó del"
    " todo. Lo demás que aplica se cuenta en 0\xa0%"
)


def como_se_saco(analisis: Analisis) -> ListaDeMarkdown:
    """La lista de elecciones: método, arrastre, blancos, escala y serie de cortes."""
    reglas = analisis.reglas
    frases = (
        _PROMEDIO.format(metodo_de(analisis.todo)),
        _pesos(analisis),
        _ARRASTRE[reglas.arrastre],
        _CUMPLIDA_SIN_NUMERO[reglas.cumplida_sin_numero],
        *_DE_SIEMPRE,
        _FRENTE_A_LO_PUBLICADO if analisis.publicado is not None else "",
        _LO_VERIFICADO if analisis.todo.hay_verificacion else "",
        _BLANCOS[reglas.blancos].format(_una_fila(analisis.todo)),
        _zonas(reglas.escala),
        _origen_de_las_zonas(analisis),
        *_cortes(analisis),
        _como_se_cuenta_una_fila(analisis),
        *historia.metodo(analisis),
    )
    return ListaDeMarkdown(f"{frase}." for frase in frases if frase)


def _una_fila(cifras: Cifras) -> str:
    """``una actividad``; ``un trámite``, si todas lo son."""
    palabras = palabras_de(cifras.aplican)
    return f"{'una' if palabras.vocal == 'a' else 'un'} {palabras.singular}"


def _pesos(analisis: Analisis) -> str:
    """La frase de cuánto pesa cada componente; vacía si el promedio no se pondera."""
    reglas = analisis.reglas
    if reglas.metodo != "ponderado":
        return ""
    pesos = [
        f"el componente\xa0{componente} pesa {numero(peso)}"
        for componente, peso in sorted(reglas.pesos.items())
    ]
    if not pesos:
        return "Todos los componentes pesan lo mismo"
    hay_mas = len(analisis.componentes) > len(pesos)
    return f"{con_mayuscula(lista(pesos))}{'; los demás, 1' if hay_mas else ''}"


def _zonas(escala: Escala) -> str:
    """La frase de las zonas de la escala, y qué se pide para dar una."""
    zonas = escala.zonas
    tramos = [
        f"{zona.nombre}, desde el {porcentaje(zona.desde)} y menos del {porcentaje(proxima.desde)}"
        for zona, proxima in pairwise(zonas)
    ]
    tramos.append(f"{zonas[-1].nombre}, desde el {porcentaje(zonas[-1].desde)}")
    return (
        f"Las zonas son las de «{escala.nombre}», sobre el valor sin redondear."
        f" {con_mayuscula('; '.join(tramos))}. Para dar una se pide conocer al menos el"
        f" {porcentaje(escala.cobertura_minima)} de lo que aplica y de lo que no está terminado."
        " Ese mínimo es de esta metodología: la guía no lo fija"
    )


def _origen_de_las_zonas(analisis: Analisis) -> str:
    """La frase de que las zonas son las del PAAC; vacía si el plan tiene guía propia."""
    sin_guia = regimen_del_plan(analisis.plan, analisis.corte).cortes.periodicidad is None
    if not sin_guia or analisis.reglas.escala != escala_de_la_guia():
        return ""
    return (
        "Las zonas son las de la guía del PAAC, versión 2, que este informe usa como referencia:"
        " no son del PTEP"
    )


def _cortes(analisis: Analisis) -> list[str]:
    """La frase de los cortes de la vigencia, y si los fija la norma o la entidad."""
    if analisis.corte is None:
        return []
    serie, hasta = serie_de(analisis.plan, analisis.reglas, analisis.corte), ""
    if analisis.reglas.cortes is None:
        # Sin una serie dicha, los que haya después no cambian lo que se informó de éste.
        serie = tuple(dia for dia in serie if dia <= analisis.corte)
        hasta = " con seguimiento, hasta éste,"
    if not serie:
        return []
    dias = lista([f"el {dia_y_mes(dia)}" for dia in serie])
    sujeto, verbo = ("El corte", "es") if len(serie) == 1 else ("Los cortes", "son")
    de_la_vigencia = f"{sujeto} de la vigencia{hasta} {verbo} {dias}"
    regimen = regimen_de_las_fechas(
        regimen_del_plan(analisis.plan, analisis.corte),
        analisis.plan.vigencia or analisis.corte.year,
    )
    de_quien = frases_de_los_cortes(regimen, serie, analisis.reglas.cortes, analisis.corte)
    return [de_la_vigencia, *(frase.rstrip(".") for frase in de_quien)]


def _como_se_cuenta_una_fila(analisis: Analisis) -> str:
    """Frase de cómo se cuenta una fila; vacía si a ninguna se la nombra por su lugar."""
    if not codigos_de(analisis).cuentan_filas:
        return ""
    ambito = "su dependencia y su componente" if analisis.plan.dependencias else "su componente"
    return (
        "Donde el código no basta para saber de cuál se habla, se dice su fila. Es su lugar en la"
        f" matriz, contado en {ambito}: primero las actividades y después los trámites y los"
        " intercambios"
    )
