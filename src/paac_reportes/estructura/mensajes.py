"""Cómo se nombra, en un mensaje de error, lo que llegó y lo que se esperaba.

``FRASES`` es la única tabla de lo que se espera: un programa decide por el código, o lo dice en
otra lengua, y la frase en español sale de él y de lo que lo precisa.
"""

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import accumulate
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.decimales import contexto_del_anfitrion
from paac_reportes.errores import ErrorDeEntrada, ErrorPaac, Falla

_MAXIMO_MOSTRADO = 60

_DIRECCION = " at 0x"


def mostrar(valor: object) -> str:
    """Valor que llegó, corto y en una línea, para un mensaje de error."""
    if valor is None:
        return "vacío"
    if isinstance(valor, Mapping):
        return "un objeto"
    if isinstance(valor, list | tuple):
        return f"una lista de {len(valor)}"
    if isinstance(valor, bool):
        return "true" if valor else "false"
    texto = _en_codigo(valor)
    return texto if len(texto) <= _MAXIMO_MOSTRADO else f"{texto[:_MAXIMO_MOSTRADO]}…"


def _en_codigo(valor: object) -> str:
    """Valor como lo escribe Python o, si eso no orienta, su clase: ``un DataFrame``."""
    if isinstance(valor, Decimal) or (type(valor) is datetime and valor.tzinfo is not None):
        return str(valor)
    if isinstance(valor, str) and not valor.isprintable():
        return ascii(valor)
    try:
        texto = repr(valor)
        # El de omisión dice la dirección en memoria, y el de una tabla, varios renglones de ella.
        orienta = _DIRECCION not in texto and "\n" not in texto
        return texto if orienta else f"un {type(valor).__name__}"
    except ValueError:  # un entero de miles de cifras no se deja escribir
        return "un número enorme"
    except Exception:  # noqa: BLE001 - lo escribe una clase ajena, y puede fallar de cualquier modo
        return f"un {type(valor).__name__}"


@contextlib.contextmanager
def codigo_ajeno(ruta: str, motivo: str, salvo: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """Corre lo que hace una clase ajena: si falla, ``ErrorDeEntrada`` dice dónde y lo adjunta.

    Sus cuentas las hace en el contexto de quien la dio: un generador da lo mismo que su lista.
    """
    try:
        with contexto_del_anfitrion():
            yield
    except Exception as error:
        if isinstance(error, (ErrorPaac, *salvo)):
            raise
        falla = Falla("objeto_ajeno", ruta, f"{motivo} ({type(error).__name__})")
        raise ErrorDeEntrada(falla) from error


def alguno_de(opciones: Iterable[str]) -> str:
    """Frase de las opciones que se admiten; si no caben en un mensaje, de las primeras."""
    valores = [*opciones]
    caben = [
        n for n, letras in enumerate(accumulate(len(v) + 2 for v in valores)) if letras <= _CABEN
    ]
    mostrados = valores[: len(caben)]
    mas = f" y {len(valores) - len(mostrados)} más" if len(mostrados) < len(valores) else ""
    return f"alguno de estos: {', '.join(mostrados)}{mas}"


_CABEN = 850
"""Letras de las opciones en un mensaje."""


# ------------------------------------------------------------------ lo que se esperaba
FRASES: Mapping[str, str] = {
    "alguna": "{alternativas}",
    "ano_entre": "un año de {minimo} a {maximo}",
    "archivo": "una ruta, bytes o un flujo abierto",
    "booleano": "True o False",
    "bytes_de_imagen": "los bytes de una imagen",
    "carpeta": "una carpeta",
    "carpeta_de_formato": "la carpeta de un formato",
    "carpeta_o_formatos": "una carpeta o una lista de formatos",
    "clase_del_modelo": "una clase de paac.modelo",
    "clave_de_texto": "una clave de texto",
    "codigo": "un código",
    "columna": "una columna, como {{'dato': …, 'rotulo': …}}",
    "columna_con_valores": (
        "el nombre de una columna, o {{'columna': nombre, 'valores': {{código: valor}}}}"
    ),
    "columna_de_cada_dato": "{{dato: columna}}",
    "columna_por_dato": "una columna por dato, con un nombre de un solo nivel",
    "columnas": "{{dato: rótulo}} o una lista de columnas",
    "como_se_lee": "plan, mapa o None",
    "con_forma": "{forma}",
    "dato_de_las_filas": "un dato de las filas, como «actividad.responsable»",
    "deberes": "los deberes que da calendario",
    "diccionario": "un diccionario",
    "diccionario_de_formato": "un diccionario con las claves de un formato",
    "documento": "la ruta de un documento, sus bytes o un flujo abierto",
    "docx": "la ruta de un .docx, sus bytes o un flujo abierto",
    "ejecutor": (
        "None, un concurrent.futures.Executor o un distributed.Client (que no sea asíncrono)"
    ),
    "extension": "una extensión, como docx",
    "fecha": "una fecha AAAA-MM-DD",
    "fecha_de_python": "una fecha (date)",
    "fila": "un diccionario o un objeto",
    "flujo_de_escritura": "una ruta o un flujo de bytes abierto para escribir",
    "formato": "un código o un Formato",
    "funcion": "una función",
    "grupo_de_corte": "{{'corte': fecha, campo: columna}}",
    "hoja": "una de sus hojas: {hojas}",
    "imagen": "una imagen",
    "libro_con_hojas": "un libro con hojas",
    "lista": "una lista de {de}",
    "lista_de_encargos": "una lista de encargos",
    "lista_de_extensiones": "una lista de extensiones",
    "lista_de_fechas": "una lista de fechas",
    "lista_de_grupos": "una lista de grupos",
    "lista_de_rutas": "una lista de rutas o flujos",
    "lista_de_subtotales": "una lista de datos o de subtotales",
    "lo_revisado": "{{id: respuesta}} o su archivo",
    "lugar_del_plan": "un lugar que el plan tenga, y ahí hay {hay}",
    "reporte_o_acta": "el Reporte con que salió o un acta (acta=)",
    "plan_o_cifras": "un Plan o sus cifras, como el otro",
    "mapa_o_cifras": "un MapaDeRiesgos o sus cifras, como el otro",
    "metodologia": "una Metodologia",
    "ningun_nombre": "ninguno, que es un solo libro",
    "nombre_de_columna": "el nombre de una columna",
    "nombre_de_entidad": "el nombre de la entidad",
    "nombre_de_extra": "un nombre de minúsculas sin tildes, cifras y _, como riesgo_asociado",
    "numero": "un número",
    "numero_entero": "un número entero",
    "numero_entre": "un número de {minimo} a {maximo}",
    "objeto": "un objeto {clase}",
    "objeto_del_modelo": "un objeto de una clase de paac.modelo",
    "objeto_con_claves": "un objeto con claves como {claves}",
    "opciones": "{opciones}",
    "opciones_por_nombre": "un diccionario de opciones por su nombre",
    "plan": "un Plan",
    "informe_impreso": "el .json, el Word o el Excel de un informe que se emitió",
    "plan_abierto": "la ruta de un plan, sus bytes o un flujo abierto",
    "plan_o_archivo": "un Plan, su archivo o sus bytes",
    "lista_de_planes": "una lista de planes o de sus archivos, o una carpeta",
    "regla_de_color": "una regla como {{'<': 60, 'color': 'F8CBAD'}}",
    "reporte_o_formato": "un Reporte, un Formato o su código",
    "rotulos": "{{rótulo: dato}}",
    "ruta": "una ruta",
    "tabla": "una tabla de nombres y valores",
    "tabla_con_columnas": "una tabla con sus columnas, como las demás",
    "tabla_de": "una tabla con {de} en cada clave",
    "tablas_con_nombre": "filas={{nombre: tabla}}, con los nombres de {formato} ({tablas})",
    "texto": "un texto",
    "texto_o_fecha": "un texto, o una fecha sin hora",
    "textos_de_color": "{{'Vencido': 'F8CBAD'}}",
    "true_o_false": "true o false",
    "un_encargo": "un Encargo",
    "un_libro_o_mas": "al menos un libro",
    "valor_de_extra": "un texto, un número o una fecha sin hora",
    "variantes": "{alternativas}",
    "vigencia": "un año",
    "zona": "el nombre de una zona horaria, como {ejemplo}",
}
"""Cómo se dice cada código; entre llaves, lo que lo precisa."""
_DE_VARIOS: Mapping[str, str] = {
    "fecha": "fechas",
    "fila": "diccionarios u objetos",
    "lista": "listas",
    "numero": "números",
    "objeto": "objetos {clase}",
    "opciones": "textos ({opciones})",
    "texto": "textos",
}
"""Cómo se dice de los elementos de una lista; de los demás, «elementos»."""
_ENTRE = {"alguna": ", o ", "variantes": " o "}
"""Palabras que separan las alternativas."""


@clases.frozen
class Esperado:
    """Valor que se esperaba: su código y lo que lo precisa; escrito, la frase de un mensaje.

    ``esperado("lista", de=esperado("texto"))`` es «una lista de textos».
    """

    codigo: str = attrs.field(validator=attrs.validators.in_(FRASES))
    con: Mapping[str, Any] = attrs.field(factory=dict, hash=False)
    """``minimo``, ``opciones``, ``clase``, ``de``: valores corrientes, u otros de éstos."""
    forma: str = ""
    """Descripción que la regla da de lo que admite, si el caso es ``con_forma``."""

    @property
    def datos(self) -> dict[str, Any]:
        """Código y parámetros, para los ``datos`` de una falla: ``{"esperado": "lista", …}``."""
        return {
            "esperado": self.codigo,
            **{nombre: _llano(valor) for nombre, valor in self.con.items()},
        }

    def __str__(self) -> str:
        dichos = {nombre: self._dicho(valor) for nombre, valor in self.con.items()}
        return FRASES[self.codigo].format(forma=self.forma, **dichos)

    @property
    def de_varios(self) -> str:
        """Frase de los elementos de una lista: de ``texto``, ``textos``."""
        con = {nombre: _en_renglon(valor) for nombre, valor in self.con.items()}
        return _DE_VARIOS.get(self.codigo, "elementos").format(**con)

    def _dicho(self, valor: Any) -> str:
        """Texto de un valor de ``con`` dentro de la frase."""
        if isinstance(valor, Esperado):
            return valor.de_varios if self.codigo == "lista" else str(valor)
        if self.codigo in _ENTRE:
            return _ENTRE[self.codigo].join(map(str, valor))
        return alguno_de(valor) if self.codigo == "opciones" else _en_renglon(valor)


def esperado(codigo: str, **con: Any) -> Esperado:
    """Frase esperada de un código de ``FRASES``, con lo que lo precisa."""
    return Esperado(codigo, con)


def _llano(valor: Any) -> Any:
    """Valor para los datos de una falla: de un ``Esperado``, su diccionario."""
    if isinstance(valor, Esperado):
        return valor.datos
    return tuple(map(_llano, valor)) if isinstance(valor, tuple) else valor


def _en_renglon(valor: Any) -> str:
    return ", ".join(map(str, valor)) if isinstance(valor, tuple) else str(valor)


def inesperado(ruta: str, se_espera: Esperado | str, llegado: object) -> Falla:
    """Falla de lo que llegó en lugar de lo que ``se_espera``, que puede ser sólo su código."""
    frase = Esperado(se_espera) if isinstance(se_espera, str) else se_espera
    motivo = f"se esperaba {frase}, llegó {mostrar(llegado)}"
    return Falla("dato_invalido", ruta, motivo, datos={**frase.datos, **llego(llegado)})


def falla_de_argumento(nombre: str, se_espera: Esperado | str, llegado: object) -> Falla:
    """Falla de un argumento que no es lo que se esperaba."""
    falla = inesperado(nombre, se_espera, llegado)
    return Falla("argumento_invalido", nombre, falla.mensaje, datos=falla.datos)


def error_de_argumento(nombre: str, se_espera: Esperado | str, llegado: object) -> ErrorDeEntrada:
    """Error de un argumento, para lanzarlo: si es lo único que se comprueba."""
    return ErrorDeEntrada(falla_de_argumento(nombre, se_espera, llegado))


def llego(valor: object) -> dict[str, object]:
    """Dato ``llego`` de una falla: el valor, si es corriente y corto, o como se muestra."""
    if valor is None or isinstance(valor, bool | float | Decimal | date):
        return {"llego": valor}
    if isinstance(valor, int) and -_ENORME < valor < _ENORME:
        return {"llego": int(valor)}
    if isinstance(valor, str) and len(valor) <= _LARGO_ANOTADO:
        return {"llego": str(valor)}
    return {"llego": mostrar(valor)}


_LARGO_ANOTADO = 1000
_ENORME = 10**30


def de_otra_opcion(ruta: str, opciones: Iterable[str], llegado: object) -> Falla:
    """Falla de un valor que no es ninguno de los que se admiten."""
    return inesperado(ruta, esperado("opciones", opciones=tuple(opciones)), llegado)


def traducir(mensaje: str, tabla: Iterable[tuple[str, str]]) -> str | None:
    r"""Frase en español de la primera expresión que el mensaje cumple entero, con sus ``\1``.

    ``None`` si ninguna.
    """
    for patron, frase in tabla:
        if coincidencia := re.fullmatch(patron, mensaje, re.DOTALL):
            return coincidencia.expand(frase)
    return None
