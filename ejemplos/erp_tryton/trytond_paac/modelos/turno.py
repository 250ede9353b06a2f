"""Quien escribe en un corte y quien lo cierra no se cruzan: el que llega después espera.

Los que escriben comparten el corte; quien lo cierra o lo reabre lo quiere para él.
"""

import contextlib

from sql import For
from trytond.i18n import gettext
from trytond.model import fields
from trytond.model.exceptions import ValidationError
from trytond.pool import Pool
from trytond.transaction import Transaction


def estados(cortes, *, solo_uno=False):
    """``{id: (fecha, estado)}``, que ya nadie cambia hasta que acabe la transacción.

    Con ``solo_uno`` espera a quienes escriben en ellos. En PostgreSQL, si mientras esperaba alguien
    los cambió, la base lo dice y Tryton hace otra vez el pedido, que los ve como quedaron.
    """
    transaccion = Transaction()
    tabla = Pool().get("paac.corte").__table__()
    suyos = fields.SQL_OPERATORS["in"](tabla.id, sorted({int(corte) for corte in cortes}))
    cursor = transaccion.connection.cursor()
    de_a_fila = None
    if not transaccion.readonly:
        if transaccion.database.has_select_for():
            de_a_fila = For("UPDATE" if solo_uno else "SHARE")
        else:  # la primera escritura se queda con la base entera
            cursor.execute(*tabla.update([tabla.estado], [tabla.estado], where=suyos))
    columnas = (tabla.id, tabla.fecha, tabla.estado)
    cursor.execute(*tabla.select(*columnas, where=suyos, order_by=tabla.id, for_=de_a_fila))
    return {cual: (fecha, estado) for cual, fecha, estado in cursor}


@contextlib.contextmanager
def lo_ya_guardado():
    """Lo que hay cuando ya se tienen los cortes, y no lo que había al empezar la transacción.

    La de PostgreSQL ve siempre lo de cuando empezó: se lee en otra.
    """
    transaccion = Transaction()
    if not transaccion.database.has_select_for():
        yield
        return
    if transaccion.counter:  # lo que esta misma escribió, la otra no lo vería
        raise ValidationError(gettext("paac.msg_cierre_aparte"))
    with transaccion.new_transaction(readonly=True):
        yield
