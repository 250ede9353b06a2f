"""El análisis de un plan como datos, y como tabla para leer en una terminal."""

import functools
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from paac_reportes.analisis.analisis import Analisis, analizar
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.filas import (
    FilaAnalizada,
    es_exigible,
    esta_al_dia,
    ultimo_dia,
    vencimiento_de,
)
from paac_reportes.analisis.metodologia import METODOS, Reglas, serie_de
from paac_reportes.formatos.definicion.recorridos import (
    Diferencia,
    FilaDeCifras,
    FilaDeCuenta,
    FilaSenalada,
)
from paac_reportes.informe.parrafos import Prosa
from paac_reportes.maqueta.nodos import Cifra
from paac_reportes.modelo import Estado, Plan, Resultado
from paac_reportes.normativa.normas import Norma, normas_vigentes
from paac_reportes.normativa.regimenes import fecha_del_plan, regimen_del_plan
from paac_reportes.textos.valores import VERIFICACIONES, contar, fecha_corta, porcentaje, puntos

# ------------------------------------------------------------------ renglones
# Las cifras y las filas de un análisis como renglones para las tablas de un informe.

ESTADOS: dict[Estado | None, str] = {
    Estado.CUMPLIDA: "Cumplida",
    Estado.EN_PROCESO: "En proceso",
    Estado.SIN_AVANCE: "Sin avance",
    Estado.NO_APLICA: "No aplica",
    Estado.SIN_REPORTE: "Sin reporte",
    None: "Sin estado declarado",
}


def de_cifras(cifras: Cifras) -> FilaDeCifras:
    """El renglón de una parte del plan."""
    estados, periodo = cifras.por_estado, cifras.periodo
    return FilaDeCifras(
        nombre=cifras.nombre,
        filas=len(cifras.filas),
        aplican=len(cifras.aplican),
        reportadas=len(cifras.reportadas),
        con_avance=len(cifras.con_avance),
        arrastradas=len(cifras.arrastradas),
        base=f"{len(cifras.con_avance)} de {len(cifras.aplican)}",
        con_texto=len(cifras.con_texto),
        cumplidas=estados[Estado.CUMPLIDA],
        en_proceso=estados[Estado.EN_PROCESO],
        sin_avance=estados[Estado.SIN_AVANCE],
        no_aplican=estados[Estado.NO_APLICA],
        declaradas_sin_reporte=estados[Estado.SIN_REPORTE],
        sin_estado=estados[None],
        exigibles=len(cifras.exigibles),
        sin_reporte=len(cifras.sin_reporte),
        vencidas=len(cifras.vencidas),
        vencidas_sin_reporte=len(cifras.vencidas_sin_reporte),
        por_determinar=len(cifras.por_determinar),
        en_blanco_bajo_reporte=len(cifras.en_blanco_bajo_reporte),
        terminadas=cifras.cumplimiento.terminadas,
        debian=cifras.cumplimiento.debian,
        en_blanco_con_su_dia=cifras.cumplimiento.en_blanco,
        avance=_cifra(cifras.avance_en_texto, cifras.avance),
        zona=cifras.zona_en_texto,
        del_periodo=_cifra(puntos(periodo.puntos), periodo.puntos) if periodo else "—",
        base_del_periodo=periodo.base if periodo else 0,
    )


def _cifra(texto: str, valor: Decimal | None) -> str:
    return texto if valor is None else Cifra(texto, valor)


def por_estado(cifras: Cifras) -> Iterator[FilaDeCuenta]:
    """Cuántas filas hay en cada estado conocido; los que no tienen ninguna no salen."""
    for estado, cuantas in cifras.por_estado.items():
        if cuantas:
            yield _cuenta(ESTADOS[estado], cuantas, len(cifras.filas))


def por_zona(cifras: Cifras) -> Iterator[FilaDeCuenta]:
    """Cuántas filas con avance hay en cada zona."""
    for zona, filas in cifras.por_zona.items():
        yield _cuenta(zona.capitalize(), len(filas), len(cifras.con_avance))


def _cuenta(nombre: str, cuantas: int, total: int) -> FilaDeCuenta:
    parte = porcentaje(Decimal(100 * cuantas) / total) if total else "—"
    return FilaDeCuenta(nombre=nombre, cuantas=cuantas, parte=parte)


def senaladas(
    filas: Iterable[FilaAnalizada], motivo_de: Callable[[FilaAnalizada], str] | None = None
) -> Iterator[FilaSenalada]:
    """Las filas que el informe señala, con lo que hace falta para buscarlas."""
    for fila in filas:
        yield senalada(fila, motivo_de(fila) if motivo_de else _vencimiento(fila))


def senalada(fila: FilaAnalizada, motivo: str) -> FilaSenalada:
    """Una fila y por qué se señala."""
    suya, avance = fila.fila, fila.situacion.avance
    return FilaSenalada(
        codigo=suya.identificador,
        texto=suya.texto or "(sin descripción)",
        dependencia=fila.dependencia.nombre if fila.dependencia else None,
        componente=fila.componente.titulo,
        responsable=suya.responsable,
        fecha=fila.fecha.literal or None,
        seguimiento=_ultimo_texto(fila),
        avance="" if avance is None else porcentaje(avance),
        estado=ESTADOS[fila.estado] if fila.estado else "",
        motivo=motivo,
    )


def _ultimo_texto(fila: FilaAnalizada) -> str | None:
    """El del último reporte, con su corte si no es éste."""
    reporte = fila.ultimo_reporte
    if reporte is None or reporte.corte == fila.corte:
        return reporte.texto if reporte else None
    return f"{reporte.texto or ''} ({fecha_corta(reporte.corte)})".strip()


def _vencimiento(fila: FilaAnalizada) -> str:
    clase = vencimiento_de(fila)
    if clase is None:
        return ""
    mismo_dia = ", en la fecha del corte" if ultimo_dia(fila) == fila.corte else ""
    return f"{clase.value.capitalize()}{mismo_dia}"


def con_motivo(pares: Iterable[tuple[FilaAnalizada, str]]) -> Iterator[FilaSenalada]:
    """Las filas con lo que hay que revisar de cada una; una fila puede salir varias veces."""
    for fila, motivo in pares:
        yield senalada(fila, motivo)


def quien(fila: FilaAnalizada, *, con_dependencia: bool = True) -> str:
    """La fila en una línea: su código, su texto y de quién es."""
    partes = [fila.fila.identificador, fila.fila.texto]
    if con_dependencia and fila.dependencia:
        partes.append(f"({fila.dependencia.nombre})")
    return " ".join(" ".join(filter(None, partes)).split())


# ------------------------------------------------------------------ hallazgos
# Lo que un informe muestra del análisis: se calcula cuando algo lo pide.

if TYPE_CHECKING:
    from paac_reportes.analisis.comparacion import Comparacion


@attrs.frozen(eq=False, slots=False)
class Hallazgos:
    """El análisis de un plan y lo que de él se escribe."""

    plan: Plan
    corte: date | None
    reglas: Reglas

    @functools.cached_property
    def analisis(self) -> Analisis:
        """Las cifras en el corte."""
        return analizar(self.plan, self.corte, self.reglas)

    @functools.cached_property
    def comparacion(self) -> "Comparacion | None":
        """Lo que va desde el corte anterior, si lo hay."""
        from paac_reportes.analisis.comparacion import comparar  # noqa: PLC0415 - pocos la piden

        anterior = self.analisis.anterior
        return comparar(anterior, self.analisis) if anterior else None

    @property
    def cifras(self) -> Cifras:
        """Las del plan entero."""
        return self.analisis.todo

    @property
    def componentes(self) -> tuple[Cifras, ...]:
        """Las de cada componente."""
        return self.analisis.componentes

    @property
    def dependencias(self) -> tuple[Cifras, ...]:
        """Las de cada dependencia."""
        return self.analisis.dependencias

    @property
    def partes(self) -> tuple[Cifras, ...]:
        """En qué se divide: del plan, sus componentes."""
        return self.componentes

    @functools.cached_property
    def diferencias(self) -> tuple[Diferencia, ...]:
        """Lo que cambió, en renglones."""
        from paac_reportes.informe.cambios import diferencias_de  # noqa: PLC0415

        return tuple(diferencias_de(self.comparacion)) if self.comparacion else ()

    @property
    def normas(self) -> tuple[Norma, ...]:
        """Las que rigen en el corte o, sin él, cuando se publica el plan."""
        return normas_vigentes(
            fecha_del_plan(self.plan, self.corte),
            self.plan.entidad.orden,
            regimen_del_plan(self.plan, self.corte).codigo,
        )

    @functools.cached_property
    def pasadas_de_fecha(self) -> tuple[FilaAnalizada, ...]:
        """Las que ya debían estar terminadas y se declararon sin terminar o nada dijeron."""
        return (*self.cifras.vencidas, *self.cifras.vencidas_sin_reporte)

    def por_aclarar(self) -> Iterator[tuple[FilaAnalizada, str]]:
        """Los datos que se contradicen y las filas reabiertas, con el corte y el motivo."""
        for fila, duda in self.cifras.contradicciones:
            yield fila, f"{fecha_corta(duda.corte)}: {duda.mensaje}"
        for fila in self.cifras.reabiertas:
            if reabierta := fila.situacion.reabierta:
                yield fila, f"{fecha_corta(reabierta)}: se reabre después de terminada"

    @property
    def del_plan(self) -> Cifras:
        """Las del plan entero, con ese nombre, para cerrar una tabla."""
        return attrs.evolve(self.analisis.todo, nombre="Todo el plan")

    def sin_verificar(self) -> Iterator[tuple[FilaAnalizada, str]]:
        """Las filas cuyas evidencias control interno no pudo verificar del todo, con su nota."""
        for fila in self.cifras.filas:
            revision = fila.seguimiento.verificacion if fila.seguimiento else None
            if revision is not None and revision.resultado is not Resultado.VERIFICADA:
                partes = (VERIFICACIONES[revision.resultado], revision.nota)
                yield fila, ". ".join(filter(None, partes))

    @property
    def prosa(self) -> Prosa:
        """Los párrafos que salen de las cifras."""
        return Prosa(self)

    def de_componente(self, cifras: Cifras) -> "HallazgosDeComponente":
        """Los mismos, vistos desde un componente."""
        return HallazgosDeComponente(self.plan, self.corte, self.reglas, self, cifras)


@attrs.frozen(eq=False, slots=False)
class HallazgosDeComponente(Hallazgos):
    """Los de un componente: sus cifras son las suyas, y se divide en sus partes."""

    todos: Hallazgos
    suyas: Cifras

    @property
    def cifras(self) -> Cifras:
        """Las del componente."""
        return self.suyas

    @property
    def partes(self) -> tuple[Cifras, ...]:
        """Sus dependencias o, si el plan no las tiene, sus subcomponentes."""
        return self.todos.analisis.partes(self.suyas)


# ------------------------------------------------------------------ resumen

_LISTAS = (
    *("aplican", "con_avance", "arrastradas", "reportadas", "con_texto", "con_guion", "en_blanco"),
    *("exigibles", "sin_reporte", "vencidas", "vencidas_sin_reporte", "por_determinar"),
    *("vencen_en_el_corte", "en_blanco_bajo_reporte", "reabiertas", "sin_dia_claro"),
)
"""Las cifras que son listas de filas: en los datos va cada una con las rutas de las suyas."""
_ANCHO = 44
_MUESTRA = 5


def datos_de_analisis(analisis: Analisis) -> dict[str, Any]:
    """Todo el análisis en diccionarios, listas y números, listo para JSON.

    Cada cifra dice de qué filas salió, por su ruta en los datos; un avance desconocido es nulo. En
    ``filas`` va lo que puso cada una, con qué se reconoce, para leerlo sin tener los datos.
    """
    periodo = analisis.periodo
    return {
        "corte": analisis.corte and analisis.corte.isoformat(),
        "anterior": analisis.corte_anterior and analisis.corte_anterior.isoformat(),
        "siguiente": analisis.siguiente and analisis.siguiente.isoformat(),
        "periodo": periodo
        and {"nombre": periodo.nombre, "inicio": periodo.inicio.isoformat()}
        | {"corte": periodo.corte.isoformat()},
        "metodologia": _metodologia(analisis),
        "plan": _datos(analisis, analisis.todo),
        "dependencias": [_datos(analisis, cifras) for cifras in analisis.dependencias],
        "componentes": [
            _datos(analisis, cifras)
            | {
                "subcomponentes": [
                    _datos(analisis, suyas) for suyas in analisis.subcomponentes(cifras)
                ]
            }
            for cifras in analisis.componentes
        ],
        "filas": [_datos_de_fila(fila, analisis.reglas) for fila in analisis.todo.filas],
        "contradicciones": [
            {"ruta": fila.ruta, "corte": duda.corte.isoformat(), "clase": duda.duda}
            | {"aviso": duda.mensaje}
            for fila, duda in analisis.todo.contradicciones
        ],
        "fechas_por_revisar": [
            {"ruta": fila.ruta, "texto": fila.fecha.literal, "aviso": aviso}
            for fila, aviso in analisis.todo.fechas_por_revisar
        ],
    }


def _metodologia(analisis: Analisis) -> dict[str, Any]:
    reglas, corte = analisis.reglas, analisis.corte
    return {
        "metodo": reglas.metodo,
        "nombre": METODOS[reglas.metodo],
        "pesos": {str(numero): float(peso) for numero, peso in reglas.pesos.items()},
        "arrastre": reglas.arrastre,
        "blancos": reglas.blancos,
        "escala": reglas.escala.nombre,
        "zonas": {zona.nombre: float(zona.desde) for zona in reglas.escala.zonas},
        "cobertura_minima": float(reglas.escala.cobertura_minima),
        "cortes": [uno.isoformat() for uno in serie_de(analisis.plan, reglas, corte)]
        if corte
        else [],
    }


def _datos(analisis: Analisis, cifras: Cifras) -> dict[str, Any]:
    periodo, cuenta = cifras.periodo, cifras.cumplimiento
    return {
        "nombre": cifras.nombre,
        "filas": len(cifras.filas),
        "avance": {
            "valor": _numero(cifras.avance),
            "base": len(cifras.con_avance),
            "de": len(cifras.aplican),
            "arrastradas": len(cifras.arrastradas),
            "zona": cifras.zona.nombre if cifras.zona else None,
        },
        "anterior": cifras.anterior
        and {
            "valor": _numero(cifras.anterior.avance),
            "base": len(cifras.anterior.con_avance),
            "de": len(cifras.anterior.aplican),
        },
        "del_periodo": periodo
        and {
            "puntos": _numero(periodo.puntos),
            "base": periodo.base,
            "primera_vez": periodo.primera_vez,
            "otra_vez": periodo.otra_vez,
        },
        "cumplimiento": {
            "valor": _numero(cuenta.parte),
            "terminadas": cuenta.terminadas,
            "de": cuenta.debian,
            "por_determinar": cuenta.por_determinar,
            "en_blanco_bajo_reporte": cuenta.en_blanco,
        },
        "por_zona": {zona: len(filas) for zona, filas in cifras.por_zona.items()},
        "por_estado": {
            estado.value if estado else "sin_estado": cuantas
            for estado, cuantas in cifras.por_estado.items()
        },
        "listas": {
            **{cual: _rutas(getattr(cifras, cual)) for cual in _LISTAS},
            "por_vencer": _rutas(analisis.por_vencer(cifras)),
        },
    }


def _rutas(filas: tuple[FilaAnalizada, ...]) -> list[str]:
    return [fila.ruta for fila in filas]


def _datos_de_fila(fila: FilaAnalizada, reglas: Reglas) -> dict[str, Any]:
    """Lo que cada fila pone en las cifras: con esto se rehace cualquiera de ellas."""
    situacion, ultimo = fila.situacion, ultimo_dia(fila)
    zona = reglas.escala.zona_de(fila.avance)
    vencimiento = vencimiento_de(fila)
    return {
        "ruta": fila.ruta,
        "dependencia": fila.dependencia.nombre if fila.dependencia else None,
        "componente": fila.componente.titulo,
        "subcomponente": fila.subcomponente.nombre if fila.subcomponente else None,
        "codigo": fila.fila.identificador,
        "descripcion": fila.fila.texto,
        "responsable": fila.fila.responsable,
        "fecha": fila.fecha.literal or None,
        "desde": fila.fecha.desde.isoformat() if fila.fecha.desde else None,
        "dias": [dia.isoformat() for dia in fila.fecha.dias],
        "ultimo_dia": ultimo.isoformat() if ultimo else None,
        "reporte": "texto" if fila.con_texto else "guion" if fila.con_guion else "blanco",
        "reportada": fila.reportada,
        "aplica": fila.aplica,
        "estado": fila.estado.value if fila.estado else None,
        "avance": _numero(fila.avance),
        "del_corte": situacion.corte.isoformat() if situacion.corte else None,
        "arrastrada": fila.arrastrada,
        "zona": zona.nombre if zona else None,
        "terminada": fila.terminada,
        "al_dia": esta_al_dia(fila),
        "exigible": es_exigible(fila),
        "vencimiento": vencimiento.value if vencimiento else None,
    }


def _numero(valor: Any) -> float | None:
    return None if valor is None else float(round(valor, 6))


def tabla_de_analisis(analisis: Analisis) -> Iterator[str]:
    """El análisis en renglones."""
    periodo = analisis.periodo
    corte = f"{fecha_corta(periodo.corte)} ({periodo.nombre})" if periodo else "ninguno"
    yield f"Corte: {corte}"
    yield f"Avance: {METODOS[analisis.reglas.metodo]}; lo que se desconoce no cuenta como cero"
    yield ""
    rotulos = ("filas", "report.", "vencid.", "s/rep.", "por det.")
    cuentas = " ".join(f"{rotulo:>8}" for rotulo in rotulos)
    yield f"{'':<{_ANCHO}} {cuentas} {'avance':>8}  {'base':<11} zona"
    for titulo, grupo in (
        ("", (analisis.todo,)),
        ("Por componente", analisis.componentes),
        ("Por dependencia", analisis.dependencias),
    ):
        if titulo and grupo:
            yield titulo
        yield from (_renglon(cifras) for cifras in grupo)
    yield ""
    yield from _listado(analisis)


def _listado(analisis: Analisis) -> Iterator[str]:
    todo = analisis.todo
    cuenta = todo.cumplimiento
    yield f"Avance que viene de un corte anterior: {len(todo.arrastradas)}"
    yield f"Terminadas: {cuenta.terminadas} de {cuenta.debian} cuyo último día ya llegó"
    for nombre, filas in todo.por_zona.items():
        yield f"Zona {nombre}: {contar(len(filas), 'fila', 'filas')}"
    senaladas = [
        ("Sin reporte", todo.sin_reporte),
        ("Vencidas", todo.vencidas),
        ("Vencidas sin reporte", todo.vencidas_sin_reporte),
        ("Por determinar, con sólo textos", todo.por_determinar),
        ("En blanco bajo un reporte", todo.en_blanco_bajo_reporte),
        ("Reabiertas", todo.reabiertas),
        ("Sin un día que se pueda exigir", todo.sin_dia_claro),
    ]
    if analisis.siguiente:
        hasta = fecha_corta(analisis.siguiente)
        senaladas.append((f"Por vencer, hasta el {hasta}", analisis.por_vencer(todo)))
    for nombre, lista in senaladas:
        yield from _algunas(nombre, [quien(fila) for fila in lista])
    dudas = [f"{quien(fila)}: {duda.mensaje}" for fila, duda in todo.contradicciones]
    yield from _algunas("Datos que se contradicen", dudas)
    fechas = [f"{quien(fila)}: {aviso}" for fila, aviso in todo.fechas_por_revisar]
    yield from _algunas("Fechas por revisar", fechas)


def _algunas(nombre: str, renglones: list[str]) -> Iterator[str]:
    yield f"{nombre}: {len(renglones)}"
    yield from (f"  {renglon}" for renglon in renglones[:_MUESTRA])
    if len(renglones) > _MUESTRA:
        yield f"  … y otras {len(renglones) - _MUESTRA}"


def _renglon(cifras: Cifras) -> str:
    nombre = cifras.nombre if len(cifras.nombre) <= _ANCHO else f"{cifras.nombre[: _ANCHO - 1]}…"
    cuentas = (
        *(cifras.filas, cifras.reportadas, cifras.vencidas),
        *(cifras.vencidas_sin_reporte, cifras.por_determinar),
    )
    numeros = " ".join(f"{len(cuantas):>8}" for cuantas in cuentas)
    base = f"{len(cifras.con_avance)} de {len(cifras.aplican)}"
    avance = cifras.avance_en_texto
    return f"{nombre:<{_ANCHO}} {numeros} {avance:>8}  {base:<11} {cifras.zona_en_texto}"
