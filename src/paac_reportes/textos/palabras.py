"""Las palabras de antes de un número, que dicen de qué es: un teléfono, una cédula u otra cosa.

Sólo cuentan las de su misma frase, desde el número anterior y desde lo ya omitido.
"""

import functools
import re
import unicodedata

INVISIBLES = (
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufffd"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
)
"""Lo que no se ve, o se cambia por � al escribir: adentro de un dato no lo parte."""
_SIN_LO_INVISIBLE = re.compile(f"[{INVISIBLES}\u0300-\u036f]+")
_PALABRA = re.compile(r"[^\W\d_]+|[$€,:;()]")
_LETRAS_ATRAS = 80
_CERCA = 4
_CIFRA_CERCA = re.compile(r"\d\D*\Z")
"""La más cercana ya es una pared: en un texto lleno de números no se mira más atrás."""
_PARTEN = frozenset(" \t\n\r\u00a0.-–/'’")
"""Lo que separa dos números sin nombrar al segundo."""
_PARED = re.compile(r"\d|omitido\]|;|[!?]\s|(?<=[^\W\d_]{5})\.\s")
"""Detrás de esto lo que hubiera no nombra nada; «No.» y «Cel.» no terminan una frase."""
_SIGNOS = frozenset(",:;()")


def conjunto(juntas: str) -> frozenset[str]:
    """Unas palabras, escritas seguidas."""
    return frozenset(juntas.split())


_RELLENO = conjunto(
    "no nro nros num numero n nº º o de del la el los las por es al a y en con se fue expedida"
    " actual fijo nacional"
)
DE_CEDULA = conjunto(
    "c cc cedula cedulas ciudadania extranjeria identidad nuip identificado identificada"
    " identificados identificacion"
)
_DE_COSA = conjunto(
    "$ € cop pesos valor valores monto suma recursos presupuesto costo millones total saldo"
    " apropiacion inversion inversiones gasto gastos pago pagos variacion ingreso ingresos"
    " nit contrato contratos convenio convenios cdp crp rp rubro certificado certificados"
    " disponibilidad registro registros radicado radicados rad radicacion resolucion resoluciones"
    " decreto acuerdo ordenanza ley factura facturas comprobante egreso orden ordenes expediente"
    " proceso procesos codigo codigos bpin bpim id referencia ref cuenta cuentas ahorros corriente"
    " serie acta oficio certificacion matricula matriculas poliza polizas base ficha predio"
)
DE_OTRA_COSA = DE_CEDULA | _DE_COSA
"""Lo que nombra números que no son un teléfono."""
_DE_PREDIOS = conjunto("catastral catastrales real reales predial hipotecaria inscrita inscritas")
"""«Cédula catastral»; «cédulas inscritas», que se cuentan."""
_CALIFICAN = conjunto(
    "presupuestal presupuestales interno interna externo entrada salida apertura obra obras publica"
    " publico compra compras servicio servicios prestacion suministro inmobiliaria catastral"
    " ejecutado ejecutada pagado pagada definitiva definitivo inicial interadministrativo"
    " administrativa fecha bancaria electronica cumplimiento seguro"
)
"""Lo que va detrás de ellas: «registro presupuestal», «orden de compra»."""
_COSAS_QUE_SE_NUMERAN = conjunto(
    "ticket tickets tiquete consecutivo consecutivos guia guias caso incidente turno serial"
    " seriales formulario placa placas inventario motor chasis imei indice licencia liquidacion"
    " recibo remision pedido lote planilla comparendo multa pin noticia hallazgo documento folio"
    " tramite item activo precinto cheque titulo demanda tutela sentencia auto memorando circular"
    " permiso soat operacion transaccion transferencia consignacion autorizacion cotizacion salvo"
    " invitacion licitacion estampilla oferta ofertas incidencia incidencias indagacion"
)
"""Las del oficio que llevan un número; sólo lo dicen del que les sigue."""
_LO_QUE_SE_ATIENDE = conjunto(
    "pqr pqrs pqrsd pqrsdf peticion solicitud queja reclamo denuncia requerimiento"
)
"""También se numeran, pero «Denuncias: 310…» dice a dónde llamar."""
_SE_NUMERAN = conjunto(
    "radico radicaron radicada radicadas registro registrada registradas registrado registrados"
    " asigno asignaron asignado asignada correspondio"
)
PERSONAS = conjunto(
    "supervisor supervisora interventor interventora contratista responsable contacto lider enlace"
    " representante legal apoderado apoderada veedor veedora ciudadano ciudadana senor senora"
    " titular beneficiario beneficiaria solicitante peticionario peticionaria denunciante quejoso"
    " quejosa usuario usuaria interesado interesada funcionario funcionaria servidor servidora"
    " natural asistente asistentes participantes beneficiarios contratistas propietario propietaria"
    " alcalde alcaldesa secretario secretaria jefe jefa director directora persona"
)
"""De quién puede ser un número."""
_INTERNO = conjunto("interno interna")
_UNEN = conjunto("de del con numero")
"""«Ticket de soporte», «petición con número de seguimiento»."""
_CALIFICAN_A_UNA = conjunto("ciudadana ciudadano")
"""«Denuncia ciudadana» no es de ella."""
_PRECISAN = 7
"""Entre cuántas palabras se busca: «ticket de mesa de ayuda de sistemas»."""
_CON_QUE = conjunto("con bajo el su la de por")
_PALABRAS_ENTRE = 4
_NOMBRE_PROPIO = 2
_SON_ENTIDADES = conjunto(
    "banco bancolombia davivienda bbva agrario colombia alcaldia municipio municipal departamento"
    " gobernacion secretaria hospital empresa entidad instituto ese bogota popular"
)
SON_PERSONAS = conjunto(
    "supervisor supervisora interventor interventora contratista responsable contacto lider enlace"
    " encargado encargada coordinador coordinadora"
)

FUERTES = conjunto(
    "tel tels telf telefono telefonos telefax fax cel cels celular celulares movil moviles pbx"
    " conmutador whatsapp wsp wasap pvx pabx"
)
"""Lo que sólo puede nombrar un teléfono; «PVX» es como se escribe, mal, PBX."""
_ENTRE_EL_FUERTE = conjunto(
    "no nro num numero n fijo de del la el al a es contacto oficina secretaria alcaldia despacho"
    " entidad dependencia institucional personal atencion ciudadano usuario gratuita nacional"
    " denuncias directo telefonica : , ( )"
)
_CON_UN_NUMERO = _SE_NUMERAN | _COSAS_QUE_SE_NUMERAN | _LO_QUE_SE_ATIENDE
_DE_UN_ABONADO = ["abonado", "telefonico"]
_LLAMAN = conjunto(
    "llame llamar llamando llamenos llamanos llamarnos marque marcar marcando comuniquese"
    " comunicate comunicarse comuniquenos comunicarnos contactese contactenos contactarse"
    " contactarnos"
)
_LINEAS = conjunto("linea lineas")
_DE_LLAMAR = FUERTES | _LLAMAN | _LINEAS
_A_QUIEN = PERSONAS - _CALIFICAN_A_UNA
_HASTA_EL_NUMERO = (_ENTRE_EL_FUERTE - {"contacto"}) | conjunto(
    "con linea nosotros nuestra nuestro en los las numeros lineas siguiente siguientes"
    " directamente municipal"
)
_INFORMAN = conjunto("informes informacion")
_MAS = conjunto("mas mayor mayores")
_AHI = conjunto("al en")
_EL_NUMERO = conjunto("no nro nros num numero numeros n nº º")
_DE_CONTACTO = conjunto("contacto telefonico telefonicos")
_DE_LA_LINEA = conjunto("gratuita atencion denuncias telefonica")
_NO_ES_UN_NUMERO = conjunto(
    "por via mediante internet telefonia banca unidad red aula plan planes servicio tecnologia"
    " biblioteca"
)
"""«Por teléfono», «internet móvil»: dicen por dónde, y no a cuál."""
_CUENTAN = conjunto(
    "cantidad total llamadas registros usuarios mensajes atenciones minutos suscriptores lineas"
    " consultas fecha valor costo gasto consumo base porcentaje personas ciudadanos"
)
_ARTICULOS = conjunto("la el las los un una su")
_PREPOSICIONES = conjunto("de a al del en")
_POR_DONDE = conjunto("en por")
_PARTICIPIO = re.compile(r"\w{2,}[ai]d[oa]s")
_PLURALES = conjunto("tels telefonos cels celulares moviles")
_ROTULOS = 512
"""Los que se recuerdan: un plan repite unos pocos en cada uno de sus valores."""


def sin_invisibles(texto: str) -> str:
    """El texto sin lo que no se ve."""
    return _SIN_LO_INVISIBLE.sub("", texto)


def palabras_atras(texto: str, inicio: int) -> list[str]:
    """Las palabras y los signos que van antes, como se escribieron, la más cercana al final."""
    if va_tras_un_numero(texto, inicio):  # casi siempre, en un texto lleno de ellos
        return []
    cerca = _CIFRA_CERCA.search(texto, max(inicio - _CERCA, 0), inicio)
    desde = cerca.start() if cerca else max(inicio - _LETRAS_ATRAS, 0)
    atras = _PARED.split(texto[desde:inicio])
    halladas: list[str] = _PALABRA.findall(sin_invisibles(unicodedata.normalize("NFD", atras[-1])))
    if len(atras) == 1 and desde and texto[desde - 1].isalnum():
        del halladas[:1]  # está partida
    return halladas


def va_tras_un_numero(texto: str, inicio: int) -> bool:
    """Si antes sólo va lo que lo separa de otro: ninguna palabra dice de qué es."""
    return inicio > 1 and texto[inicio - 1] in _PARTEN and texto[inicio - 2].isdecimal()


def es_de_relleno(palabra: str) -> bool:
    """Si entre un número y lo que lo nombra no dice nada: «No.», «de la», «:»."""
    return palabra.lower() in _RELLENO or palabra in _SIGNOS


def es_de_cosas(palabra: str) -> bool:
    """Si dice que un número no es de una persona: un contrato, un valor, lo que se entregó."""
    suya = palabra.lower()
    return suya in DE_OTRA_COSA or suya in _DE_PREDIOS or _PARTICIPIO.fullmatch(suya) is not None


def nombra_una_cedula(texto: str, inicio: int, entre: int) -> bool:
    """Si la palabra que lo nombra es de una cédula, con otras pocas entre los dos."""
    for palabra in reversed(palabras_atras(texto, inicio)):
        suya = palabra.lower()
        if suya in DE_CEDULA:
            return True
        if suya in _RELLENO or suya in _SIGNOS:
            continue
        entre -= 1
        if entre < 0 or es_de_cosas(suya):
            return False
    return False


def nombra_otra_cosa(texto: str, inicio: int) -> str:
    """La palabra que dice que un número es un contrato, un valor, una cédula…; vacía si ninguna."""
    libres: list[str] = []
    atras = palabras_atras(texto, inicio)
    for lugar in range(len(atras) - 1, -1, -1):
        palabra, suya = atras[lugar], atras[lugar].lower()
        if suya in DE_OTRA_COSA:
            return "" if _es_de_alguien(atras, lugar) else suya
        if suya in FUERTES or (libres and suya in _SIGNOS):
            return ""
        if suya in _RELLENO or suya in _CALIFICAN or suya in _SIGNOS:
            continue
        libres.append(palabra)
        if len(libres) > _PALABRAS_ENTRE or _son_un_nombre(libres):
            return ""
    return ""


def nombra_lo_que_le_sigue(texto: str, inicio: int) -> bool:
    """Si es el número de un tique, un turno, una guía…, o aquel con que algo se radicó.

    Son palabras corrientes: sólo cuenta la que va junto a él, con su «No.» o sus dos puntos y lo
    que la precisa («título de depósito judicial»).
    """
    escritas = palabras_atras(texto, inicio)
    atras = [palabra.lower() for palabra in escritas]
    entre: set[str] = set()
    while atras and atras[-1] in _EL_NUMERO | _CALIFICAN | _SIGNOS:
        entre.add(atras.pop())
    con_numero = not entre.isdisjoint(_EL_NUMERO)
    if con_numero and not entre.isdisjoint(_INTERNO):
        return True
    if not atras:
        return False
    # «Denuncias de corrupción: 310…» dice a dónde llamar; la que trae su número, no.
    nombran = _COSAS_QUE_SE_NUMERAN
    if con_numero or entre.isdisjoint(_SIGNOS):
        nombran |= _LO_QUE_SE_ATIENDE
    if _termina_en(nombran, escritas[: len(atras)], con_numero=con_numero):
        return True
    return con_numero and _con_que_se_numero(atras)


def nombra_lo_de_antes(texto: str, inicio: int, fin: int) -> bool:
    """Si lo que sigue al número dice que es de una cosa: «310… (contrato)», «310… es el radicado».

    Con un guion o dos puntos, sólo si el renglón empieza por el número: «Rosa 310… - contrato
    vigente» es de ella.
    """
    hallado = _DETRAS.match(texto, fin)
    if hallado is None:
        hallado = _DETRAS_DE_UN_SIGNO.match(texto, fin)
        renglon = texto[texto.rfind("\n", 0, inicio) + 1 : inicio]
        if hallado is None or any(letra.isalnum() for letra in renglon):
            return False
    palabra = sin_invisibles(unicodedata.normalize("NFD", hallado["cosa"].lower()))
    return not {palabra, palabra.removesuffix("s"), palabra.removesuffix("es")}.isdisjoint(
        _DE_COSA | _COSAS_QUE_SE_NUMERAN - {"documento"} | _LO_QUE_SE_ATIENDE | _SISTEMAS
    )


_COSA = r"(?P<cosa>[^\W\d_]+)"
_DETRAS = re.compile(
    r"(?:\s?(?:,|\s[ye])\s\d{6,11}){0,5}"
    r"(?:\s?[(\[{]\s?|\s(?:es|era|fue|son)\s(?:el|la|un|una|los|las)\s(?:n[uú]mero\s(?:del?|de\sla)\s)?"
    rf"|\scorresponden?\s(?:al?|a\sla)\s(?:n[uú]mero\s(?:del?|de\sla)\s)?|\sdel?\s(?=secop\b)){_COSA}",
    re.IGNORECASE,
)
_DETRAS_DE_UN_SIGNO = re.compile(
    rf"\s?[-–—:]\s{_COSA}(?!\s(?:n[uú]mero|n\.?[oº]\.?|nro\.?)?\s?\d)", re.IGNORECASE
)
_SISTEMAS = conjunto("secop sui siif orfeo suit sigep")
"""Donde algo se registra con su número."""


def _con_que_se_numero(atras: list[str]) -> bool:
    """«Quedó registrada bajo el», «la solicitud se radicó ante la Gobernación con el»."""
    con = False
    while atras and atras[-1] in _CON_QUE:
        quitada = atras.pop()
        if quitada == "bajo":
            return True
        con = con or quitada == "con"
    if con:
        de_alguien = not _A_QUIEN.isdisjoint(atras[-1:]) or not _DE_LLAMAR.isdisjoint(atras)
        return not de_alguien and not _CON_UN_NUMERO.isdisjoint(atras)
    return not _SE_NUMERAN.isdisjoint(atras[-1:])


def _termina_en(nombran: frozenset[str], atras: list[str], *, con_numero: bool) -> bool:
    """Si, de las cosas y las personas de antes, la más cercana es una cosa que se numera.

    «Consecutivo de salida», «requerimiento de la Contraloría No.»; «caso de la señora» es de ella,
    y «guía de Fulano» o «solicitud en la oficina» pueden decir a quién llamar, si no traen «No.».
    """
    for lugar in range(len(atras) - 1, max(len(atras) - _PRECISAN, 0) - 1, -1):
        palabra, suya = atras[lugar], atras[lugar].lower()
        antes = atras[lugar - 1].lower() if lugar else ""
        if suya in nombran or (suya in _CALIFICAN_A_UNA and antes in nombran):
            return True
        if suya in _SIGNOS | PERSONAS | _DE_LLAMAR:
            return False
        une = suya in _UNEN or suya not in _ARTICULOS | _PREPOSICIONES | _RELLENO
        if not con_numero and not (palabra.islower() and une):
            return False
    return False


def _son_un_nombre(libres: list[str]) -> bool:
    """«Contrato de Rosa Pérez 310…»: el número es de ella."""
    ultimas = libres[-_NOMBRE_PROPIO:]
    return len(ultimas) == _NOMBRE_PROPIO and all(
        palabra[0].isupper() and palabra.lower() not in _SON_ENTIDADES for palabra in ultimas
    )


def _es_de_alguien(atras: list[str], lugar: int) -> bool:
    """«Supervisora del contrato: 310…»."""
    antes = [p.lower() for p in atras[max(lugar - 3, 0) : lugar] if p.lower() not in _ARTICULOS]
    return (
        atras[-1] == ":"
        and not _PREPOSICIONES.isdisjoint(antes[-1:])
        and not SON_PERSONAS.isdisjoint(antes[-2:-1])
    )


def nombra_un_telefono(texto: str, inicio: int) -> bool:
    """Si justo antes va una palabra que sólo puede nombrar un teléfono."""
    atras = [palabra.lower() for palabra in palabras_atras(texto, inicio)]
    if _dice_a_donde_llamar(atras):
        return True
    entre: set[str] = set()
    while atras and atras[-1] in _ENTRE_EL_FUERTE:
        entre.add(atras.pop())
    if not atras or atras[-2:] == _DE_UN_ABONADO:
        return bool(atras)
    fuerte = atras.pop()
    if fuerte not in FUERTES and not (fuerte in _LINEAS and entre & _DE_LA_LINEA):
        return False
    while atras and atras[-1] in _ARTICULOS:
        atras.pop()
    if "al" not in entre and not _NO_ES_UN_NUMERO.isdisjoint(atras[-1:]):
        return False
    if fuerte in _LINEAS and not _POR_DONDE.isdisjoint(atras[-1:]):
        return False
    return _PREPOSICIONES.isdisjoint(atras[-1:]) or _CUENTAN.isdisjoint(atras[-2:-1])


def _dice_a_donde_llamar(atras: list[str]) -> bool:
    """«Comuníquese al…», «Número de contacto:…», «Mayores informes en el…»."""
    lugar = len(atras)
    while lugar and atras[lugar - 1] in _HASTA_EL_NUMERO:
        lugar -= 1
    entre, ultima = atras[lugar:], atras[lugar - 1] if lugar else ""
    antes = atras[: max(lugar - 1, 0)]
    if entre[-1:] == ["fijo"] or entre[-2:] == ["fijo", ":"]:
        return not lugar or ultima in _SIGNOS
    if ultima in _DE_CONTACTO:
        de_que = [palabra for palabra in antes if palabra != "de"][-1:]
        es_el_numero = not _EL_NUMERO.isdisjoint(de_que)
        return es_el_numero or (ultima == "contacto" and (not antes or antes[-1] in _SIGNOS))
    if ultima in _INFORMAN:
        return not _MAS.isdisjoint(antes[-1:]) or not _AHI.isdisjoint(entre)
    return ultima in _LLAMAN


@functools.lru_cache(maxsize=_ROTULOS)
def trae_un_fuerte(rotulo: str) -> bool:
    """Si alguna de sus palabras podría nombrar un teléfono."""
    return not FUERTES.isdisjoint(palabras_atras(rotulo.lower(), len(rotulo)))


@functools.lru_cache(maxsize=_ROTULOS)
def es_de_telefono(rotulo: str, *, de_uno: bool = False) -> bool:
    """Si lo que va bajo el rótulo de una columna son teléfonos; o uno, si es una cifra."""
    suyas = set(palabras_atras(rotulo.lower(), len(rotulo)))
    fuertes = FUERTES - _PLURALES if de_uno else FUERTES
    ajenas = _CUENTAN | _NO_ES_UN_NUMERO | _DE_COSA
    return (
        not suyas.isdisjoint(fuertes)
        and suyas.isdisjoint(ajenas)
        and not any(_PARTICIPIO.fullmatch(palabra) for palabra in suyas)
    )
