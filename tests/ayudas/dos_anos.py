"""El plan de una entidad en dos años, como lo hizo cada vez una persona distinta.

De un año a otro cambian los nombres de los componentes (y uno se parte, y dos se juntan), el orden de
las filas, los códigos y los responsables; unas redacciones se retocan, unas filas se
retiran y entran otras que se les parecen. Se sabe qué fila es cuál, porque se escribió así.
"""

import random
from collections.abc import Iterator
from typing import Any, NamedTuple

import attrs


class Tema(NamedTuple):
    """Un componente: cómo se llama cada año, y de qué hablan sus actividades."""

    antes: str
    despues: tuple[str, ...]
    cosas: tuple[str, ...]


TEMAS = (
    Tema(
        "Gestión del Riesgo de Corrupción",
        ("Administración de riesgos para la integridad pública",),
        (
            *("el mapa de riesgos de corrupción", "la política de administración del riesgo"),
            *("los controles de los procesos", "el monitoreo de los riesgos"),
            *("la matriz de riesgos de soborno", "el reporte de riesgos materializados"),
            *("la metodología de valoración", "los riesgos de seguridad de la información"),
        ),
    ),
    Tema(
        "Racionalización de Trámites",
        ("Trámites y servicios sencillos",),
        (
            *("el inventario de trámites", "los formularios en línea", "el registro en el SUIT"),
            *("la estrategia de racionalización", "los costos de los certificados"),
            *("el pago electrónico del predial", "la ventanilla única de construcción"),
        ),
    ),
    Tema(
        "Rendición de Cuentas",
        ("Diálogo y control social", "Información para la ciudadanía"),
        (
            *("la audiencia pública de rendición de cuentas", "el informe de gestión"),
            *("las mesas de diálogo con los barrios", "el boletín de resultados"),
            *("la encuesta de percepción", "los compromisos adquiridos con las veedurías"),
            *("la caracterización de los grupos de valor", "el cronograma de ferias"),
        ),
    ),
    Tema(
        "Atención al Ciudadano",
        ("Servicio y acceso a la información",),
        (
            *("el protocolo de servicio", "el informe de peticiones, quejas y reclamos"),
            *("los canales de atención", "la señalización de las sedes"),
            *("la carta de trato digno", "el lenguaje claro de los formatos"),
        ),
    ),
    Tema(
        "Transparencia y Acceso a la Información",
        ("Servicio y acceso a la información",),
        (
            *("el índice de información clasificada y reservada", "los datos abiertos"),
            *("el registro de activos de información", "el esquema de publicación"),
            *("la ejecución del presupuesto", "las hojas de vida en el SIGEP"),
            *("los contratos en el SECOP", "la declaración de bienes y rentas"),
        ),
    ),
    Tema(
        "Iniciativas Adicionales",
        ("Cultura de la legalidad",),
        (
            *("el código de integridad", "los conflictos de interés", "la línea de denuncias"),
            *("el pacto por la transparencia", "la política antisoborno", "el comité de ética"),
        ),
    ),
)
VERBOS = {
    "Actualizar": ("Ajustar", "Actualización de"),
    "Publicar": ("Difundir", "Publicación de"),
    "Socializar": ("Dar a conocer", "Socialización de"),
    "Elaborar": ("Construir", "Elaboración de"),
    "Hacer seguimiento a": ("Verificar", "Seguimiento a"),
    "Evaluar": ("Medir", "Evaluación de"),
    "Capacitar a los servidores sobre": ("Formar al personal en", "Capacitación sobre"),
    "Implementar": ("Poner en marcha", "Implementación de"),
}
"""Cada uno con otro que dice lo mismo, y con el nombre de lo que hace."""
COMO = (
    *("en la página web de la entidad", "con la participación de todas las dependencias"),
    *("de acuerdo con la normatividad vigente", "durante el primer semestre", "cada trimestre"),
    *("durante el segundo semestre", "en las comunas y los corregimientos", "para la vigencia"),
    *("con enfoque diferencial", "según la guía del Departamento Administrativo", ""),
)
COLETILLAS = (
    *("y comunicar los resultados", "en articulación con la oficina asesora", "y dejar evidencia"),
    *("dentro de los plazos establecidos", "con los ajustes a que haya lugar"),
)
OFICINAS = {
    "Secretaría de Planeación": "Secretaría de Planeación y Desarrollo",
    "Control Interno": "Oficina de Control Interno",
    "Secretaría General": "Secretaría General y de Gobierno",
    "Talento Humano": "Dirección de Talento Humano",
    "Sistemas": "Oficina TIC",
    "Prensa": "Oficina de Comunicaciones",
}


@attrs.frozen
class Renglon:
    """Una actividad, como está escrita un año; ``cual`` dice cuál es en los dos."""

    cual: int
    texto: str
    meta: str
    responsable: str


Datos = dict[str, Any]


@attrs.frozen
class DosAnos:
    """Los dos planes, como datos, y los pares de códigos que son la misma fila."""

    datos: tuple[Datos, Datos]
    pares: frozenset[tuple[str, str]]


def dos_anos(semilla: int, filas: int = 240) -> DosAnos:
    """Un par de planes; el mismo de cada semilla."""
    azar = random.Random(semilla)  # noqa: S311
    cuales = _combinaciones(azar)
    viejos: dict[str, list[Renglon]] = {}
    nuevos: dict[str, list[Renglon]] = {}
    for _ in range(filas):
        cual, tema, renglon = next(cuales)
        viejos.setdefault(tema.antes, []).append(renglon)
        if azar.random() < 0.85:
            donde = tema.despues[cual % len(tema.despues)]
            nuevos.setdefault(donde, []).append(_retocado(renglon, azar))
    for _ in range(filas // 6):
        cual, tema, renglon = next(cuales)
        nuevos.setdefault(tema.despues[cual % len(tema.despues)], []).append(renglon)
    for suyos in nuevos.values():
        azar.shuffle(suyos)
    antes, codigos = _datos(viejos, 0, azar)
    despues, sus_codigos = _datos(nuevos, 1, azar)
    pares = {(codigo, sus_codigos[cual]) for cual, codigo in codigos.items() if cual in sus_codigos}
    return DosAnos((antes, despues), frozenset(pares))


def _combinaciones(azar: random.Random) -> Iterator[tuple[int, Tema, Renglon]]:
    """Las actividades de un plan: ninguna dice lo mismo que otra, y muchas se parecen."""
    todas = [(t, c, v) for t in TEMAS for c in t.cosas for v in VERBOS]
    azar.shuffle(todas)
    for cual, (tema, cosa, verbo) in enumerate(todas):
        texto = " ".join(filter(None, (verbo, cosa, azar.choice(COMO))))
        nombre = cosa.partition(" ")[2]
        meta = f"{azar.randint(1, 4)} {azar.choice(('informe', 'acta', 'documento'))} de {nombre}"
        yield cual, tema, Renglon(cual, texto, meta, azar.choice(list(OFICINAS)))


def _retocado(renglon: Renglon, azar: random.Random) -> Renglon:
    """Como lo escribe quien hace el plan del año siguiente."""
    texto = _con_otra_redaccion(renglon.texto, azar) if azar.random() < 0.6 else renglon.texto
    meta, responsable = renglon.meta, renglon.responsable
    if azar.random() < 0.3:
        meta = f"{azar.randint(1, 9)}{meta[1:]}"
    if azar.random() < 0.2:
        responsable = OFICINAS[responsable]
    return Renglon(renglon.cual, texto, meta, responsable)


def _con_otra_redaccion(texto: str, azar: random.Random) -> str:
    como = azar.choice(("verbo", "nombre", "mas", "menos", "mayusculas", "dedo", "anio"))
    verbo = next(v for v in VERBOS if texto.startswith(v))
    resto = texto[len(verbo) :]
    if como in {"verbo", "nombre"}:
        return VERBOS[verbo][como == "nombre"] + resto
    if como == "mas":
        return f"{texto} {azar.choice(COLETILLAS)}"
    if como == "menos":
        cola = next((uno for uno in COMO if uno and texto.endswith(uno)), "")
        return texto.removesuffix(cola).strip()
    if como == "mayusculas":
        return texto.upper()
    if como == "anio":
        return f"{texto}, vigencia 2026"
    lugar = azar.randrange(len(verbo) + 2, len(texto))
    return texto[:lugar] + texto[lugar + 1 :]  # se fue una letra


def _datos(
    componentes: dict[str, list[Renglon]], cual: int, azar: random.Random
) -> tuple[Datos, dict[int, str]]:
    """El plan, y el código que le tocó a cada actividad."""
    codigos: dict[int, str] = {}
    por_componente = []
    for numero, (nombre, suyos) in enumerate(sorted(componentes.items(), reverse=bool(cual)), 1):
        actividades = []
        for puesto, renglon in enumerate(suyos, 1):
            codigo = codigos[renglon.cual] = f"{numero}.{puesto}"
            actividades.append(
                {
                    "codigo": codigo,
                    "descripcion": renglon.texto,
                    "meta": renglon.meta,
                    "responsable": renglon.responsable,
                    "fecha_programada": f"{azar.randint(1, 28):02d}/{azar.randint(2, 12):02d}"
                    f"/{2025 + cual}",
                }
            )
        subcomponentes = [{"actividades": actividades}]
        por_componente.append(
            {"numero": numero, "nombre": nombre, "subcomponentes": subcomponentes}
        )
    return {"entidad": {"nombre": "M"}, "componentes": por_componente}, codigos
