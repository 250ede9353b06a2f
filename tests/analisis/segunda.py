"""Las cifras otra vez, escritas aparte: bucles sobre los datos del contrato, sin la biblioteca.

Sirve para comparar. Sigue la especificación de las cifras (segunda edición) párrafo por párrafo (§1
la fila, §2 los promedios, §3 las zonas, §4 lo exigible) y cita cada uno; de la biblioteca sólo toma
cómo se lee una fecha programada y el calendario de cortes.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from paac_reportes.modelo.fechas import leer_fecha_programada
from paac_reportes.modelo.metodologia import cortes_de

# §1: la lista cerrada de textos que no son un reporte, además del que está en blanco.
NO_SON_REPORTE = {"-", "–", "—", "N/A", "NA"}

# §3: la escala y la cobertura que se usan si los datos no dicen otra.
ESCALA = ((Decimal(0), "baja"), (Decimal(60), "media"), (Decimal(80), "alta"))
COBERTURA_MINIMA = Decimal(50)

# §4: con las terminadas, todas las que aplican y cuyo último día ya llegó.
CLASES = (
    *("en_blanco", "al_dia_sin_reporte", "por_determinar"),
    *("vencidas_sin_reporte", "vencidas"),
)

# §1: lo que se hace más de una vez: cumplir en un corte es sólo estar al día. Varias fechas escritas
# no: se acaban.
VUELVEN = {"frecuencia", "continua"}


METODO: dict[str, Any] = {
    "metodo": "actividades",
    "pesos": {},
    "arrastre": "ultimo_conocido",
    "blancos": "aparte",
    "cumplida_sin_numero": "cien",
    "cortes": None,
}


def cifras_de(
    datos: dict[str, Any],
    corte: str,
    metodologia: dict[str, Any] | None = None,
    publicado: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Las cifras del plan, y las de cada componente, dependencia y subcomponente.

    ``publicado`` son los datos del archivo anterior: qué fila es cada una lo dice su
    ``extras.id``, y ahí las cifras anteriores y el cambio del período son contra él.
    """
    metodo = dict(METODO)
    metodo |= datos.get("metodologia") or {}
    metodo |= metodologia or {}

    dia = date.fromisoformat(corte)
    anterior = corte_anterior(datos, dia, metodo["cortes"])
    filas = filas_al_corte(datos, dia, anterior, metodo)
    antes: list[Any] = [None] * len(filas)
    publicadas: list[dict[str, Any]] | None = None
    if anterior is not None:
        # §2: lo anterior es lo que los datos de hoy dicen de C-1, que tiene su propio C-1.
        antes = al_corte_anterior(datos, anterior, metodo)
        if publicado is not None:
            publicadas = al_corte_anterior(publicado, anterior, metodo)
            antes = como_se_publicaron(filas, antes, publicadas)
    pares = list(zip(filas, antes, strict=True))

    grupos: dict[str, dict[str, Any]] = {
        "componentes": {},
        "dependencias": {},
        "subcomponentes": {},
    }
    for nivel, clave in (
        ("componentes", "componente"),
        ("dependencias", "dependencia"),
        ("subcomponentes", "subcomponente"),
    ):
        for nombre in dict.fromkeys(fila[clave] for fila in filas if fila[clave] is not None):
            suyas = [(fila, antes) for fila, antes in pares if fila[clave] == nombre]
            de_entonces = publicadas and [una for una in publicadas if una[clave] == nombre]
            grupos[nivel][nombre] = cifras_del_grupo(suyas, dia, anterior, metodo, de_entonces)
    plan = cifras_del_grupo(pares, dia, anterior, metodo, publicadas)
    if parecen_fracciones(filas):
        plan["contradicciones"].append(("", "parecen fracciones"))
    return {
        "corte": corte,
        "corte_anterior": anterior.isoformat() if anterior else None,
        "plan": plan,
        **grupos,
    }


# ------------------------------------------------------------------ §2, nota 3: lo publicado


def al_corte_anterior(
    datos: dict[str, Any], anterior: date, metodo: dict[str, Any]
) -> list[dict[str, Any]]:
    """Las filas de unos datos en C-1, cada una con lo que de ella se publica."""
    desde = corte_anterior(datos, anterior, metodo["cortes"])
    filas = filas_al_corte(datos, anterior, desde, metodo)
    for fila in filas:
        del_periodo = [s for s in fila["seguimientos"] if desde is None or corte_de(s) > desde]
        estado = "no_aplica" if not fila["aplica"] else fila["hecho"] and fila["hecho"]["estado"]
        if not estado and del_periodo and del_periodo[-1].get("estado") == "sin_reporte":
            estado = "sin_reporte"
        fila["se_publica"] = (fila["aplica"], fila["avance"], estado or None)
    return filas


def como_se_publicaron(
    filas: list[dict[str, Any]], de_hoy: list[dict[str, Any]], publicadas: list[dict[str, Any]]
) -> list[Any]:
    """La fila publicada de cada una, o ``None`` si no estaba; dice si hoy se corrigió.

    ``de_hoy`` son las mismas en C-1 con los datos de hoy: sin nada de entonces, nada se corrige.
    """
    por_id = {identidad(publicada): publicada for publicada in publicadas}
    hay_de_entonces = any(fila["seguimientos"] for fila in de_hoy)
    antes = [por_id.get(identidad(fila)) for fila in filas]
    for publicada, hoy in zip(antes, de_hoy, strict=True):
        if publicada is not None:
            distinta = publicada["se_publica"] != hoy["se_publica"]
            publicada["se_corrigio"] = hay_de_entonces and distinta
    return antes


def identidad(fila: dict[str, Any]) -> object:
    """El ``id`` que la fila guarda aunque se reescriba o se renumere; sin él, su ruta de hoy."""
    return (fila["datos"].get("extras") or {}).get("id", f"nueva: {fila['ruta']}")


# ------------------------------------------------------------------ §1 el corte anterior


def corte_anterior(datos: dict[str, Any], corte: date, cortes: Any) -> date | None:
    """§1: C-1 es el corte previo de la serie que nombran los datos, o el último declarado antes."""
    vigencia = int(datos["vigencia"]) if datos.get("vigencia") else corte.year
    if isinstance(cortes, str):
        serie = list(cortes_de(vigencia, cortes))
    elif cortes:
        serie = [fecha(uno) for uno in cortes]
    else:
        serie = [
            corte_de(seguimiento)
            for lugar in lugares(datos)
            for seguimiento in lugar["datos"].get("seguimientos") or []
        ]
        serie = [uno for uno in serie if uno.year == vigencia]
    return max((uno for uno in serie if uno < corte), default=None)


def fecha(valor: Any) -> date:
    """Una fecha escrita ``AAAA-MM-DD``, o ya leída."""
    return valor if isinstance(valor, date) else date.fromisoformat(str(valor)[:10])


# ------------------------------------------------------------------ las filas y su lugar


def lugares(datos: dict[str, Any]) -> list[dict[str, Any]]:
    """Cada fila del plan, en su orden, con su ruta y los grupos de los que hace parte."""
    dependencias: list[tuple[str | None, dict[str, Any]]] = [(None, datos)]
    if datos.get("dependencias") is not None:
        dependencias = [(f"dependencias[{i}]", una) for i, una in enumerate(datos["dependencias"])]
    halladas = []
    for ruta_dependencia, dependencia in dependencias:
        for i, componente in enumerate(dependencia.get("componentes") or []):
            ruta = (
                f"{ruta_dependencia}.componentes[{i}]" if ruta_dependencia else f"componentes[{i}]"
            )
            for lugar in lugares_del_componente(ruta, componente):
                lugar["dependencia"] = ruta_dependencia
                lugar["componente"] = nombre_del_componente(componente, ruta)
                halladas.append(lugar)
    return halladas


def nombre_del_componente(componente: dict[str, Any], ruta: str) -> str:
    """§2: los componentes se agrupan por número a través de las dependencias; sin él, por nombre."""
    if componente.get("numero") is not None:
        return str(componente["numero"])
    return componente.get("nombre") or ruta


def lugares_del_componente(ruta: str, componente: dict[str, Any]) -> list[dict[str, Any]]:
    """Las filas de un componente: actividades, trámites e intercambios."""
    halladas = []
    for j, subcomponente in enumerate(componente.get("subcomponentes") or []):
        suya = f"{ruta}.subcomponentes[{j}]"
        for k, actividad in enumerate(subcomponente.get("actividades") or []):
            halladas.append(
                {
                    "ruta": f"{suya}.actividades[{k}]",
                    "subcomponente": suya,
                    "tabla": ruta,
                    "datos": actividad,
                }
            )
    for cuales in ("tramites", "intercambios"):
        for k, tramite in enumerate(componente.get(cuales) or []):
            halladas.append(
                {
                    "ruta": f"{ruta}.{cuales}[{k}]",
                    # Juntos hacen las veces de un subcomponente.
                    "subcomponente": f"{ruta}.tramites",
                    "tabla": f"{ruta}.{cuales}",
                    "datos": tramite,
                }
            )
    return halladas


def filas_al_corte(
    datos: dict[str, Any], corte: date, anterior: date | None, metodo: dict[str, Any]
) -> list[dict[str, Any]]:
    """Cada fila con lo que se sabe y se exige de ella en el corte."""
    filas = lugares(datos)
    for fila in filas:
        fila.update(fecha_de(fila["datos"], datos.get("vigencia")))
        # §1, ley: lo que se reporte después del corte no cambia nada en el corte.
        propios = fila["datos"].get("seguimientos") or []
        fila["seguimientos"] = sorted(
            (uno for uno in propios if corte_de(uno) <= corte), key=corte_de
        )
        fila.update(hechos_de(fila, metodo))
    marcar_en_blanco(filas, corte, anterior, metodo)
    for fila in filas:
        if cerro_y_le_llego_otro_dia(fila, corte, anterior):
            # §1: su 100 era de los días que entonces estaban cerrados.
            fila["avance"] = None
        fila["valor"] = valor(fila, metodo["arrastre"], anterior)
        fila["clase_de_vencida"] = clase_de_vencida(fila, corte, anterior)
        fila["exigible"] = exigible(fila, corte, anterior)
        fila["sin_reporte"] = sin_reporte(fila, corte, anterior)
        fila["debido"] = dia_debido(fila, corte, anterior)
        fila["callada"] = callada(fila, corte, anterior)
    return filas


# ------------------------------------------------------------------ las fechas de una fila


def fecha_de(datos: dict[str, Any], vigencia: Any) -> dict[str, Any]:
    """Los días de una fila, su rango si lo tiene, y la clase de fecha."""
    ano = int(vigencia) if vigencia else None
    inicio = leer_fecha_programada(datos.get("fecha_inicio"), ano)
    fin = leer_fecha_programada(datos.get("fecha_fin"), ano)
    # §4: el rango de un trámite va de fecha_inicio a fecha_fin; si no, lo dice fecha_programada. De
    # una actividad que trae las tres manda la programada.
    es_tramite = "descripcion" not in datos and "codigo" not in datos and "meta" not in datos
    usa_las_dos = bool(datos.get("fecha_inicio") or datos.get("fecha_fin"))
    usa_las_dos = usa_las_dos and (es_tramite or not datos.get("fecha_programada"))
    if usa_las_dos and not fin.dias:
        return {"dias": [], "rangos": [], "clase": "sin final", "vuelve": False, "varias": False}
    if usa_las_dos:
        return {
            "dias": [fin.dias[-1]],
            "rangos": [(primer_dia(inicio), fin.dias[-1])] if inicio.dias else [],
            "clase": "rango",
            "vuelve": False,
            "varias": False,
        }
    leida = leer_fecha_programada(datos.get("fecha_programada"), ano)
    # «Primer semestre» o «todo el año» no son un rango: sólo vencen en su último día.
    es_rango = leida.clase.value == "rango" and leida.desde and leida.dias
    return {
        "dias": list(leida.dias),
        # §4: de varios rangos, cada uno cuenta.
        "rangos": [(leida.desde, leida.dias[-1])] if es_rango else list(leida.rangos),
        "clase": leida.clase.value,
        # §1: varias fechas o rangos escritos se acaban, aunque al lado se nombre una frecuencia.
        "vuelve": leida.clase.value in VUELVEN and not leida.dice_sus_dias,
        "varias": leida.dice_sus_dias,
    }


def primer_dia(leida: Any) -> date:
    """El día en que empieza lo que dice una fecha: de un mes, el primero."""
    if leida.desde:
        return leida.desde
    dia: date = leida.dias[0]
    return dia.replace(day=1) if leida.clase.value == "mes" else dia


# ------------------------------------------------------------------ §1 lo que se sabe de una fila


def hechos_de(fila: dict[str, Any], metodo: dict[str, Any]) -> dict[str, Any]:
    """§1: lo que se sabe de una fila tras leer sus seguimientos, uno por uno y en orden."""
    ahora: dict[str, Any] = {
        "aplica": True,
        "hecho": None,
        "numeros": [],
        "conocida_desde": None,
    }
    reportes: list[date] = []
    clases: list[str] = []
    alguna_vez_terminada = False
    for seguimiento in fila["seguimientos"]:
        clases += contradicciones_de(seguimiento.get("estado"), numero(seguimiento.get("avance")))
        ahora = despues_de(seguimiento, ahora, fila, metodo)
        clases += ahora["avisos"]
        alguna_vez_terminada |= terminada(fila, ahora["hecho"])
        if ahora["reporta"]:
            reportes.append(corte_de(seguimiento))
    if any(uno < previo for previo, uno in pairwise(ahora["numeros"])):
        clases.append("avance que baja")

    hecho = ahora["hecho"]
    return {
        "aplica": ahora["aplica"],
        "hecho": hecho,
        "avance": hecho["avance"] if hecho else None,
        "reportes": reportes,
        "declaro_un_numero": any(
            numero(uno.get("avance")) is not None and uno.get("estado") != "no_aplica"
            for uno in fila["seguimientos"]
        ),
        "conocida_desde": ahora["conocida_desde"],
        "terminada": terminada(fila, hecho),
        # §1: un seguimiento posterior que declara trabajo sin terminar la reabre.
        "reabierta": ahora["aplica"] and alguna_vez_terminada and not terminada(fila, hecho),
        # §1: varias fechas escritas, y se dio por terminada antes de la última.
        "antes_de_su_ultimo_dia": bool(
            fila["varias"]
            and fila["dias"]
            and terminada(fila, hecho)
            and hecho["corte"] < max(fila["dias"])
        ),
        # §2: la del seguimiento que declara el valor, y sólo si es completa.
        "verificada": bool(hecho) and hecho["verificacion"] == "verificada",
        "clases": list(dict.fromkeys(clases)),
    }


def despues_de(
    seguimiento: dict[str, Any],
    antes: dict[str, Any],
    fila: dict[str, Any],
    metodo: dict[str, Any],
) -> dict[str, Any]:
    """§1: decide el último seguimiento que declara avance o estado; del texto no se deduce nada."""
    avance = numero(seguimiento.get("avance"))
    estado = seguimiento.get("estado")
    igual = antes | {"reporta": es_reporte(seguimiento), "avisos": []}
    ya_terminada = terminada(fila, antes["hecho"])

    if estado == "no_aplica":
        if ya_terminada:
            # Sobre una fila terminada se avisa y se lee como si no reportara nada.
            return igual | {"reporta": False, "avisos": ["no_aplica tras terminada"]}
        # Sale de los denominadores desde este corte; su número, si lo trae, no se guarda nunca.
        return igual | {"aplica": False, "hecho": None, "guardado": lo_que_queda(antes)}
    if estado == "sin_reporte":
        estado = None  # no declara nada
    if estado is None and avance is None:
        return igual
    if estado == "sin_avance" and avance is None and ya_terminada:
        return igual | {"avisos": ["sin_avance no reabre"]}

    declara = valor_que_declara(seguimiento, antes, metodo)
    return igual | {
        "aplica": True,
        "hecho": {"corte": corte_de(seguimiento), "declarado": avance, "estado": estado} | declara,
        "guardado": None,
        "conocida_desde": antes["conocida_desde"]
        or (corte_de(seguimiento) if declara["avance"] is not None else None),
        "numeros": antes["numeros"] + [uno for uno in [declara["avance"]] if uno is not None],
    }


def valor_que_declara(
    seguimiento: dict[str, Any], antes: dict[str, Any], metodo: dict[str, Any]
) -> dict[str, Any]:
    """§1: el avance que se conoce tras un seguimiento que decide, y quién lo declaró."""
    avance, estado = numero(seguimiento.get("avance")), seguimiento.get("estado")
    vale = metodo["cumplida_sin_numero"] == "cien"
    if avance is None and estado == "cumplida":
        # Un 100 conocido; con la otra opción no se sabe, y lo de antes tampoco queda.
        avance = Decimal(100) if vale else None
    elif avance is None and (queda := lo_que_queda(antes)) is not None:
        return queda
    elif avance is None and estado == "sin_avance" and not antes["numeros"]:
        # Un 0 conocido donde nunca se supo otro número.
        avance = Decimal(0) if vale else None
    return {
        "avance": avance,
        "avance_de": corte_de(seguimiento),
        "verificacion": (seguimiento.get("verificacion") or {}).get("resultado"),
    }


def lo_que_queda(antes: dict[str, Any]) -> dict[str, Any] | None:
    """§1: el último número conocido, si es menos de 100, con el corte que lo declaró."""
    if not antes["aplica"]:
        return antes["guardado"]
    hecho = antes["hecho"]
    if hecho is None or hecho["avance"] is None or hecho["avance"] == 100:
        return None
    return {clave: hecho[clave] for clave in ("avance", "avance_de", "verificacion")}


def corte_de(seguimiento: dict[str, Any]) -> date:
    """El corte de un seguimiento."""
    return fecha(seguimiento["corte"])


def numero(valor: Any) -> Decimal | None:
    """Un porcentaje, exacto como está escrito."""
    return None if valor is None or valor == "" else Decimal(str(valor).replace(",", "."))


def es_reporte(seguimiento: dict[str, Any]) -> bool:
    """§1: con avance, con estado distinto de ``sin_reporte`` o con texto fuera de la lista cerrada.

    Las observaciones o las evidencias solas no son un reporte.
    """
    if numero(seguimiento.get("avance")) is not None:
        return True
    if seguimiento.get("estado") not in (None, "sin_reporte"):
        return True
    texto = (seguimiento.get("texto") or "").strip()
    return texto != "" and texto.upper() not in NO_SON_REPORTE


def dice_terminada(hecho: dict[str, Any] | None) -> bool:
    """§1: dentro del seguimiento que decide, ``cumplida`` o 100 gana; un número que queda, no."""
    return hecho is not None and (hecho["estado"] == "cumplida" or hecho["declarado"] == 100)


def terminada(fila: dict[str, Any], hecho: dict[str, Any] | None) -> bool:
    """§1: conocida ``cumplida`` o 100; si la fecha vuelve, cuando ya no queda ninguno de sus días."""
    if hecho is None or not dice_terminada(hecho):
        return False
    if fila["vuelve"]:
        return bool(fila["dias"]) and max(fila["dias"]) <= hecho["corte"]
    return True


def al_dia(fila: dict[str, Any], corte: date, anterior: date | None) -> bool:
    """§1: cumplió hasta el corte que lo declara, y desde entonces no se le cumplió otro día."""
    hecho = fila["hecho"]
    if hecho is None or not dice_terminada(hecho) or not fila["vuelve"]:
        return False
    if fila["clase"] == "continua":  # cada período pide lo suyo
        return en_el_periodo(hecho["corte"], corte, anterior)
    return not any(hecho["corte"] < dia <= corte for dia in fila["dias"])


def cerro_y_le_llego_otro_dia(fila: dict[str, Any], corte: date, anterior: date | None) -> bool:
    """§1: estuvo al día hasta un corte, y desde entonces le llegó otro día (u otro corte)."""
    cerro = fila["vuelve"] and dice_terminada(fila["hecho"]) and not fila["terminada"]
    return cerro and not al_dia(fila, corte, anterior)


def callo_desde_entonces(fila: dict[str, Any]) -> bool:
    """§1: sin ningún reporte después del seguimiento que la dejó al día."""
    return not any(uno > fila["hecho"]["corte"] for uno in fila["reportes"])


def contradicciones_de(estado: str | None, avance: Decimal | None) -> list[str]:
    """§1: lo que un seguimiento se contradice; se avisa y se cuenta como está declarado."""
    if avance is None:
        return []
    if estado == "cumplida" and avance != 100:
        return ["cumplida sin 100"]
    if estado in {"en_proceso", "sin_avance"} and avance == 100:
        return [f"{estado} con 100"]
    if estado in {"sin_reporte", "no_aplica"}:
        return [f"{estado} con avance"]
    return []


def parecen_fracciones(filas: list[dict[str, Any]]) -> bool:
    """§1: todos los porcentajes hasta 1, y alguno sin ser entero."""
    todos = [
        avance
        for fila in filas
        for seguimiento in fila["seguimientos"]
        if (avance := numero(seguimiento.get("avance"))) is not None
    ]
    return all(uno <= 1 for uno in todos) and any(uno % 1 for uno in todos)


# ------------------------------------------------------------------ §4 lo que se exige en el corte


def en_el_periodo(dia: date, corte: date, anterior: date | None) -> bool:
    """Si un día está en (C-1, C]; sin C-1, todo lo que haya hasta C."""
    return dia <= corte and (anterior is None or anterior < dia)


def reporto_en_el_periodo(fila: dict[str, Any], corte: date, anterior: date | None) -> bool:
    """§1: si reportó en (C-1, C]."""
    return any(en_el_periodo(uno, corte, anterior) for uno in fila["reportes"])


def callada(fila: dict[str, Any], corte: date, anterior: date | None) -> str | None:
    """§1: de lo que aplica y no reportó en el período, qué trae: un texto de la lista, o nada.

    El «no aplica» de lo terminado se lee como nada reportado, y no es ni lo uno ni lo otro.
    """
    if not fila["aplica"] or reporto_en_el_periodo(fila, corte, anterior):
        return None
    suyos = [s for s in fila["seguimientos"] if en_el_periodo(corte_de(s), corte, anterior)]
    textos = {(s.get("texto") or "").strip().upper() for s in suyos} - {""}
    if textos and textos <= NO_SON_REPORTE:
        return "con_guion"
    return "sin_contar" if any(map(es_reporte, suyos)) else "nada_escrito"


def escribio_en_el_periodo(fila: dict[str, Any], corte: date, anterior: date | None) -> bool:
    """§4 (3): si en (C-1, C] trae un texto fuera de la lista cerrada."""
    return any(
        dice_algo(seguimiento)
        for seguimiento in fila["seguimientos"]
        if en_el_periodo(corte_de(seguimiento), corte, anterior)
    )


def dice_algo(seguimiento: dict[str, Any]) -> bool:
    """Si trae un texto fuera de la lista cerrada."""
    return (seguimiento.get("texto") or "").strip().upper() not in NO_SON_REPORTE | {""}


def trae_algo_propio(fila: dict[str, Any], corte: date, anterior: date | None) -> bool:
    """§4: si trae algo suyo; el que de otro corte sólo dice su corte es una celda en blanco de él."""
    return any(
        en_el_periodo(corte_de(seguimiento), corte, anterior) or len(seguimiento) > 1
        for seguimiento in fila["seguimientos"]
    )


def marcar_en_blanco(
    filas: list[dict[str, Any]], corte: date, anterior: date | None, metodo: dict[str, Any]
) -> None:
    """§4: en blanco bajo un reporte: la de arriba trae un texto del corte, o va como ella.

    (3) Bajo la que sólo dice un número o un estado no hay un texto que compartir.
    """
    previa: dict[str, Any] | None = None
    blancos = metodo["blancos"]
    for fila in filas:
        fila["en_blanco"] = False
        arriba = previa if previa is not None and previa["tabla"] == fila["tabla"] else None
        previa = fila
        fila["excusada"] = False
        # Nunca una fila con algo propio, de este corte o de uno anterior; un guion impreso lo es.
        if blancos == "propias" or arriba is None or trae_algo_propio(fila, corte, anterior):
            continue
        if arriba["en_blanco"] or escribio_en_el_periodo(arriba, corte, anterior):
            fila["en_blanco"] = True
            # Aparte: no está sin reporte, ni vencida, ni por determinar.
            fila["excusada"] = blancos == "aparte"
            if blancos == "combinadas":
                # Es la misma celda: comparte lo que arriba se reportó con un texto.
                fila["seguimientos"] = [s for s in arriba["seguimientos"] if dice_algo(s)]
                fila.update(hechos_de(fila, metodo))


def exigible(fila: dict[str, Any], corte: date, anterior: date | None) -> bool:
    """§4: si a la fila se le pide algo en (C-1, C]."""
    if not fila["aplica"]:
        return False
    dias = fila["dias"]
    # Uno de sus días cae en el período.
    if any(en_el_periodo(dia, corte, anterior) for dia in dias):
        return True
    # Es continua.
    if fila["clase"] == "continua":
        return True
    # Su rango, o uno de ellos, toca el período.
    if any(
        desde <= corte and (anterior is None or hasta > anterior) for desde, hasta in fila["rangos"]
    ):
        return True
    # Está vencida.
    if fila["clase_de_vencida"] == "vencidas":
        return True
    # Del último día hasta C-1 no hay reporte en ningún corte, de ese día a C-1.
    return dia_sin_reporte(fila, anterior)


def dia_debido(fila: dict[str, Any], corte: date, anterior: date | None) -> date | None:
    """§4: el día por el que se le pide algo: el primero de los suyos en el período.

    Si ninguno cae en él, el final del rango que lo toca; si tampoco, el que de antes no se reportó.
    """
    suyos = [dia for dia in fila["dias"] if en_el_periodo(dia, corte, anterior)]
    if not suyos:
        suyos = [
            hasta
            for desde, hasta in fila["rangos"]
            if desde <= corte and (anterior is None or hasta > anterior)
        ]
    if not suyos and anterior is not None:
        suyos = [dia for dia in fila["dias"] if dia <= anterior][-1:]
    return min(suyos, default=None)


def dia_sin_reporte(fila: dict[str, Any], anterior: date | None) -> bool:
    """§4: su último día ≤ C-1 no tiene reporte en ningún corte, de ese día a C-1."""
    if anterior is None:
        return False
    pasados = [dia for dia in fila["dias"] if dia <= anterior]
    if not pasados or fila["terminada"]:  # lo terminado ya no se pide
        return False
    return not any(max(pasados) <= uno <= anterior for uno in fila["reportes"])


def sin_reporte(fila: dict[str, Any], corte: date, anterior: date | None) -> bool:
    """§4: exigible, sin terminar ni estar al día, y sin reporte en el período."""
    return (
        fila["exigible"]
        and not fila["excusada"]
        and not fila["terminada"]
        and not al_dia(fila, corte, anterior)
        and not reporto_en_el_periodo(fila, corte, anterior)
    )


def clase_de_vencida(fila: dict[str, Any], corte: date, anterior: date | None) -> str | None:
    """§4: último día ≤ C y sin terminar, en cinco clases que no se cruzan: la primera que sea."""
    if not fila["aplica"] or fila["terminada"] or not vencio(fila, corte):
        return None
    if fila["excusada"]:
        return "en_blanco"
    if cerro_y_le_llego_otro_dia(fila, corte, anterior):
        return "al_dia_sin_reporte" if callo_desde_entonces(fila) else "por_determinar"
    if fila["reportes"] and not fila["hecho"]:
        return "por_determinar"
    return "vencidas" if fila["reportes"] else "vencidas_sin_reporte"


def vencio(fila: dict[str, Any], corte: date) -> bool:
    """Si el último de sus días es el corte o antes."""
    return bool(fila["dias"]) and max(fila["dias"]) <= corte


# ------------------------------------------------------------------ §2 y §3 las cifras de un grupo


def cifras_del_grupo(
    pares: list[tuple[dict[str, Any], Any]],
    corte: date,
    anterior: date | None,
    metodo: dict[str, Any],
    publicadas: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """Los conteos, los promedios y las listas de unas filas, cada una con la suya de C-1.

    ``publicadas`` son las del archivo anterior que son de ese grupo, también las retiradas.
    """
    filas = [fila for fila, _ in pares]
    aplican = [fila for fila in filas if fila["aplica"]]
    conocidas = [fila for fila in aplican if fila["valor"] is not None]
    avance = avance_de(conocidas, metodo)
    cumplen = [fila for fila in aplican if vencio(fila, corte)]
    sin_terminar = [fila for fila in aplican if not fila["terminada"]]
    de_ellas = [fila for fila in conocidas if not fila["terminada"]]
    return {
        "filas": len(filas),
        "aplican": len(aplican),
        "con_avance": len(conocidas),
        # §2: la base dice cuántos vienen de un corte anterior.
        "de_corte_anterior": sum(
            not en_el_periodo(fila["hecho"]["avance_de"], corte, anterior) for fila in conocidas
        ),
        "avance": avance,
        "suma": sum((fila["valor"] for fila in conocidas), Decimal(0)),
        "solo_estados": bool(conocidas) and avance is None,
        "intervalo": intervalo(aplican, metodo),
        **verificado(aplican, filas, metodo),
        **contra_lo_anterior(pares, avance, anterior, metodo, publicadas),
        **palabras_que_cuentan(pares, anterior),
        "de_lo_no_terminado": (len(de_ellas), len(sin_terminar)),
        "zona": zona_con_cobertura(
            avance, [(len(conocidas), len(aplican)), (len(de_ellas), len(sin_terminar))]
        ),
        "por_zona": conteo_por_zona(aplican),
        "terminadas": sum(fila["terminada"] for fila in aplican),
        # §3: terminadas, de las filas cuyo último día ya llegó.
        "cumplimiento": (sum(fila["terminada"] for fila in cumplen), len(cumplen)),
        **listas_de(filas, corte),
    }


def avance_de(conocidas: list[dict[str, Any]], metodo: dict[str, Any]) -> Decimal | None:
    """§1: un conjunto en que nadie declaró un número no tiene promedio: sólo estados."""
    if not any(fila["declaro_un_numero"] for fila in conocidas):
        return None
    return promedio([(fila, fila["valor"]) for fila in conocidas], metodo)


def intervalo(
    aplican: list[dict[str, Any]], metodo: dict[str, Any]
) -> tuple[Decimal | None, Decimal | None]:
    """§2: lo desconocido, en 0 y en 100; lo terminado sin número, en 100 en los dos extremos."""
    bajo = promedio([(fila, en_un_extremo(fila, Decimal(0))) for fila in aplican], metodo)
    alto = promedio([(fila, en_un_extremo(fila, Decimal(100))) for fila in aplican], metodo)
    return bajo, alto


def en_un_extremo(fila: dict[str, Any], desconocido: Decimal) -> Decimal:
    """El valor de una fila; si no se conoce, 100 de la terminada y de otra lo que se diga."""
    if fila["valor"] is not None:
        return fila["valor"]
    return Decimal(100) if fila["terminada"] else desconocido


def verificado(
    aplican: list[dict[str, Any]], filas: list[dict[str, Any]], metodo: dict[str, Any]
) -> dict[str, Any]:
    """§2: lo que sostienen las verificadas, con las demás en 0; nada si no se verificó ninguna."""
    hay = any(uno.get("verificacion") for fila in filas for uno in fila["seguimientos"])
    valores = [
        (fila, en_un_extremo(fila, Decimal(0)) if fila["verificada"] else Decimal(0))
        for fila in aplican
    ]
    return {
        "hay_verificacion": hay,
        "sostenido": promedio(valores, metodo) if hay else None,
        "terminadas_verificadas": [
            fila["ruta"] for fila in aplican if fila["terminada"] and fila["verificada"]
        ],
    }


def palabras_que_cuentan(
    pares: list[tuple[dict[str, Any], Any]], anterior: date | None
) -> dict[str, list[str]]:
    """§2: qué subió y qué bajó, por los dos avances conocidos, y qué terminó."""
    cambios = [
        (fila["ruta"], fila["avance"] - antes["avance"])
        for fila, antes in pares
        if antes is not None and los_dos_aplican(fila, antes)
        if fila["avance"] is not None and antes["avance"] is not None
    ]
    return {
        "subieron": [ruta for ruta, cambio in cambios if cambio > 0],
        "bajaron": [ruta for ruta, cambio in cambios if cambio < 0],
        "terminaron": [
            fila["ruta"]
            for fila, antes in pares
            if fila["aplica"] and fila["terminada"]
            if antes is None or not (antes["aplica"] and antes["terminada"])
        ],
    }


def los_dos_aplican(fila: dict[str, Any], antes: dict[str, Any]) -> bool:
    """Si la fila aplica en los dos cortes."""
    return bool(fila["aplica"] and antes["aplica"])


def valor(fila: dict[str, Any], arrastre: str, anterior: date | None) -> Decimal | None:
    """§2: el avance que entra en los promedios; ``solo_del_corte`` deja fuera lo arrastrado."""
    avance: Decimal | None = fila["avance"]
    if avance is None:
        return None
    arrastrado = anterior is not None and fila["hecho"]["avance_de"] <= anterior
    return None if arrastrado and arrastre == "solo_del_corte" else avance


def contra_lo_anterior(
    pares: list[tuple[dict[str, Any], Any]],
    avance: Decimal | None,
    anterior: date | None,
    metodo: dict[str, Any],
    publicadas: list[dict[str, Any]] | None,
) -> dict[str, Any]:
    """§2: el avance de C-1 y el del período; el primer corte no tiene ni uno ni otro.

    Tampoco, frente a lo publicado, la parte del plan que entonces no estaba.
    """
    corregidas = [
        fila["ruta"] for fila, antes in pares if antes is not None and antes.get("se_corrigio")
    ]
    if anterior is None or publicadas == []:
        return {
            "corregidas": corregidas,
            "avance_anterior": None,
            "con_avance_anterior": 0,
            "avance_del_periodo": None,
            "base_del_periodo": 0,
            "primera_vez": 0,
        }
    # Lo anterior: las mismas cuentas con las filas como estaban en C-1; o las que se publicaron.
    de_entonces = [antes for _, antes in pares] if publicadas is None else publicadas
    conocidas = [antes for antes in de_entonces if antes["aplica"] and antes["valor"] is not None]
    avance_anterior = avance_de(conocidas, metodo)
    # Del período: las conocidas en los dos cortes; las arrastradas cuentan 0.
    diferencias = [
        (fila, fila["valor"] - antes["valor"])
        for fila, antes in pares
        if fila["valor"] is not None and antes is not None and antes["valor"] is not None
    ]
    # Por primera vez: ni en C-1 (donde pudo compartir el reporte de arriba) ni en otro anterior.
    # Frente a lo publicado: las que no se publicaron como conocidas, en C-1 ni en otro.
    primeras = [
        fila
        for fila, antes in pares
        if fila["valor"] is not None and (antes is None or antes["valor"] is None)
        if nunca_se_conocio(fila, antes, anterior, publicadas is not None)
    ]
    if avance is None or avance_anterior is None:
        # §1: donde uno de los dos cortes no tiene promedio, no hay del período.
        diferencias = []
    return {
        "corregidas": corregidas,
        "avance_anterior": avance_anterior,
        "con_avance_anterior": len(conocidas),
        "avance_del_periodo": promedio(diferencias, metodo),
        "base_del_periodo": len(diferencias),
        "primera_vez": len(primeras),
    }


def nunca_se_conocio(
    fila: dict[str, Any],
    antes: dict[str, Any] | None,
    anterior: date,
    frente_a_lo_publicado: bool,  # noqa: FBT001 - cuál de las dos preguntas
) -> bool:
    """Si el avance de la fila no se conoció hasta C-1: según lo publicado, o los datos de hoy."""
    if frente_a_lo_publicado:
        return antes is None or antes["conocida_desde"] is None
    return bool(fila["conocida_desde"] > anterior)


def promedio(
    valores: list[tuple[dict[str, Any], Decimal]], metodo: dict[str, Any]
) -> Decimal | None:
    """§2: el promedio de las filas conocidas por el método que se nombre."""
    if not valores:
        return None
    if metodo["metodo"] == "actividades":
        return media([uno for _, uno in valores])
    clave = "subcomponente" if metodo["metodo"] == "subcomponentes" else "componente"
    medias = {}
    for grupo in dict.fromkeys(fila[clave] for fila, _ in valores):
        medias[grupo] = media([uno for fila, uno in valores if fila[clave] == grupo])
    if metodo["metodo"] == "subcomponentes":
        return media(list(medias.values()))
    # Ponderado: cada componente pesa lo suyo; el que nada tiene conocido no entra ni pesa.
    pesos = {str(numero): Decimal(str(peso)) for numero, peso in (metodo["pesos"] or {}).items()}
    suma = peso_total = Decimal(0)
    for componente, una in medias.items():
        peso = pesos.get(componente, Decimal(1))
        suma += una * peso
        peso_total += peso
    return suma / peso_total


def media(valores: list[Decimal]) -> Decimal:
    """El promedio de unos números."""
    return sum(valores, Decimal(0)) / len(valores)


def zona_de(avance: Decimal) -> str:
    """La zona de un avance sin redondear."""
    return [nombre for desde, nombre in ESCALA if avance >= desde][-1]


def zona_con_cobertura(avance: Decimal | None, bases: list[tuple[int, int]]) -> str | None:
    """§3: lo conocido llega a la cobertura mínima de lo que aplica y de lo no terminado."""
    if avance is None or any(100 * suyas < COBERTURA_MINIMA * todas for suyas, todas in bases):
        return None
    return zona_de(avance)


def conteo_por_zona(aplican: list[dict[str, Any]]) -> dict[str, int]:
    """Cuántas filas conocidas hay en cada zona, y cuántas no se conocen."""
    conteo = {nombre: 0 for _, nombre in ESCALA} | {"sin avance conocido": 0}
    for fila in aplican:
        zona = "sin avance conocido" if fila["valor"] is None else zona_de(fila["valor"])
        conteo[zona] += 1
    return conteo


def listas_de(filas: list[dict[str, Any]], corte: date) -> dict[str, Any]:
    """§4: las rutas de cada clase."""
    listas: dict[str, Any] = {
        "exigibles": [fila["ruta"] for fila in filas if fila["exigible"]],
        "sin_reporte": [fila["ruta"] for fila in filas if fila["sin_reporte"]],
        "debian_y_no_aplican": sum(not fila["aplica"] and vencio(fila, corte) for fila in filas),
        "en_blanco_bajo_reporte": [
            fila["ruta"] for fila in filas if fila["en_blanco"] and fila["excusada"]
        ],
        # §4: las que vencen el mismo corte se dicen aparte.
        "vencen_en_el_corte": [
            fila["ruta"]
            for fila in filas
            if fila["clase_de_vencida"] not in {None, "en_blanco"} and max(fila["dias"]) == corte
        ],
        # §1: lo que aplica y no se reportó, por lo que se escribió de ello.
        **{
            cual: [fila["ruta"] for fila in filas if fila["callada"] == cual]
            for cual in ("con_guion", "nada_escrito", "sin_contar")
        },
        "reabiertas": [fila["ruta"] for fila in filas if fila["reabierta"]],
        # De lo que falta reportar se dice qué día se debía.
        "dias_debidos": {fila["ruta"]: fila["debido"] for fila in filas if fila["sin_reporte"]},
        # §1: terminadas antes de su último día, en una lista aparte.
        "terminadas_antes": [
            fila["ruta"] for fila in filas if fila["aplica"] and fila["antes_de_su_ultimo_dia"]
        ],
        "contradicciones": [(fila["ruta"], clase) for fila in filas for clase in fila["clases"]],
    }
    for clase in CLASES:
        listas[clase] = [fila["ruta"] for fila in filas if fila["clase_de_vencida"] == clase]
    return listas
